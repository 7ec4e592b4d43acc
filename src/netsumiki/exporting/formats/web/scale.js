// Between grey values as bytes and the numbers that the network computes with.

const BYTE = Math.fround(1 / 255);

function unit_of_byte(v) {
  return v * BYTE;
}

function standard_of_byte(v) {
  return (v * BYTE - SCALE.mean) / SCALE.std;
}

function signed_of_byte(v) {
  return 2 * v * BYTE - 1;
}

function unit_of_unit(v) {
  return v;
}

function unit_of_standard(v) {
  return v * SCALE.std + SCALE.mean;
}

function unit_of_signed(v) {
  return 0.5 * v + 0.5;
}
