"""One neuron: it weighs its inputs, adds a bias, and fires when the sum is above zero."""

import numpy as np

# The four questions that one can ask about two things, each true (1) or false (0).
questions = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


def neuron(x, weights, bias):
    """1 where w · x + b > 0, else 0."""
    return (x @ weights + bias > 0).astype(int)


# By hand. AND fires only when both inputs do: one input alone gives 1 − 1.5 < 0, two give 2 − 1.5 > 0.
# OR fires as soon as one does, so it needs less to be persuaded: its bias lies nearer to zero.
by_hand_and = neuron(questions, weights=np.array([1, 1]), bias=-1.5)
by_hand_or = neuron(questions, weights=np.array([1, 1]), bias=-0.5)
print("by hand  AND:", by_hand_and, " OR:", by_hand_or)


def learn(answers, rounds=20):
    """The perceptron rule (Rosenblatt, 1958): leave what is right alone, and move a wrong answer towards the right one.

    If the neuron should have fired and did not, the inputs that were on deserve more weight; if it fired wrongly, less.
    """
    weights, bias = np.zeros(2), 0.0
    for _ in range(rounds):
        for x, answer in zip(questions, answers):
            error = answer - neuron(x, weights, bias)  # +1: too shy, −1: too eager, 0: right
            weights += error * x
            bias += error
    return weights, bias


answers = {"AND": np.array([0, 0, 0, 1]), "OR": np.array([0, 1, 1, 1]), "XOR": np.array([0, 1, 1, 0])}
learnt = {}
for name, wanted in answers.items():
    weights, bias = learn(wanted)
    learnt[name] = neuron(questions, weights, bias)
    print(f"learnt  {name:>4}: {learnt[name]}  with weights {weights} and bias {bias}")

# A neuron draws one straight line through the plane, and answers by the side. AND and OR can be cut by a line;
# XOR ("one of them, but not both") cannot, however long one trains. That takes a second layer, as in example 02.
assert (by_hand_and == answers["AND"]).all() and (by_hand_or == answers["OR"]).all()
assert (learnt["AND"] == answers["AND"]).all() and (learnt["OR"] == answers["OR"]).all()
assert (learnt["XOR"] != answers["XOR"]).any()
print("One neuron learnt AND and OR by itself, and cannot learn XOR.")
