"""A first Keras script, line by line: the Keras line is the comment, Netsumiki's stands below it.

python examples/keras_translation.py          # a part of the digits, in seconds
python examples/keras_translation.py 60000    # all of them, as the script did
"""

import sys

import numpy as np
from digits import digits

# from keras.models import Sequential
# from keras.layers import Dense
# from keras.optimizers import SGD
import netsumiki as nk

limit = int(sys.argv[1]) if len(sys.argv) > 1 else 5000

# (x_train, y_train), (x_test, y_test) = mnist.load_data()
data = digits(limit)
x_train, y_train, x_test, y_test = data.train.inputs, data.train.labels, data.test.inputs, data.test.labels

# x_train = x_train.reshape(60000, 784).astype('float32') / 255
x_train = x_train.reshape(-1, 784).astype("float32") / 255
# x_test = x_test.reshape(10000, 784).astype('float32') / 255
x_test = x_test.reshape(-1, 784).astype("float32") / 255

# y_train = keras.utils.to_categorical(y_train, 10)
y_train = np.eye(10)[y_train]
# y_test = keras.utils.to_categorical(y_test, 10)
y_test = np.eye(10)[y_test]

# model = Sequential()
model = nk.Sequential()
# model.add(Dense(512, input_shape=(784,), activation='sigmoid'))
model.add(nk.layers.Dense(units=512), input_shape=(784,), activation="sigmoid")
# model.add(Dense(10, activation='softmax'))
model.add(nk.layers.Dense(units=10), activation="softmax")
# model.summary()
model.summary()

# model.compile(optimizer=SGD(lr=0.01), loss='categorical_crossentropy', metrics=['accuracy'])
model.compile(optimizer=nk.optimizers.SGD(lr=0.01), loss="softmax_cross_entropy", metrics=["accuracy"])

# history = model.fit(x_train, y_train, batch_size=200, epochs=20, validation_split=0.1)
history = model.fit(x_train, y_train, batch_size=200, epochs=20, validation_split=0.1)

# score = model.evaluate(x_test, y_test)
score = model.evaluate(x_test, y_test)
# print('Test loss:', score[0])
print("Test loss:", score[0])
# print('Test accuracy:', score[1])
print("Test accuracy:", score[1])

# Two things differ on purpose: validation_split takes some of every class instead of the last rows as they lie, and
# the loss knows the softmax before it, so that the two are computed together and never overflow.
assert history.history["loss"][-1] < history.history["loss"][0]
assert score[1] > 0.4
print(f"{len(history.history['loss'])} epochs, {score[1]:.1%} of the test digits: the script's lines, in Netsumiki.")
