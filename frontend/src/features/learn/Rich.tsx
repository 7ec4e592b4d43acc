/** A text in which `**…**` is emphasised: all the markup that the lessons use. */
export function Rich({ children }: { children: string }) {
  return children.split('**').map((piece, place) => (place % 2 === 1 ? <strong key={place}>{piece}</strong> : piece));
}
