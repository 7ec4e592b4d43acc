"""The recipe that the studio offers for pictures of one's own."""

from netsumiki.data.own import Stored
from netsumiki.training import Recipe
from tests.studio.own_sets import edited, made


def test_a_recipe_for_ones_own_pictures_has_nothing_wrong_and_follows_what_is_edited(browser, user):
    id = made(user, classes=("cat", "dog", "cow"), side=40, channels=3, name="pets").id
    recipe = browser.send("get", f"own/{id}/recipe").json()
    assert recipe["title"] == "pets" and recipe["data"]["dataset"] == {"dataset": "own", "id": id}
    told = browser.send("post", "inspect", {"recipe": recipe}).json()
    assert told["problems"] == [] and told["inputs"] == {"image": [40, 40, 3]}
    edited(browser, id, Stored.open(id).current, {"change": "merge_classes", "name": "cow", "into": "dog"})
    again = Recipe.read(browser.send("get", f"own/{id}/recipe").json())
    assert again.inspection.shape_of("dense") == (2,)
