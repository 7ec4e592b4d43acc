"""The test examples are looked at once, at the end."""

from netsumiki.training import train
from netsumiki.training.classifier import ClassifierStep
from tests.training.small import pictures, pictures_recipe


def test_the_test_set_is_evaluated_once_after_all_training(monkeypatch):
    data, order = pictures(), []
    evaluate, run = ClassifierStep.evaluate, ClassifierStep.run

    def noted(self, split, *more):
        order.append("test" if split is data.test else "validation")
        return evaluate(self, split, *more)

    monkeypatch.setattr(ClassifierStep, "evaluate", noted)
    monkeypatch.setattr(ClassifierStep, "run", lambda self, *args: order.append("step") or run(self, *args))
    train(pictures_recipe(), data=data)
    assert order.count("test") == 1 and order[-1] == "test" and order.count("validation") == 3
