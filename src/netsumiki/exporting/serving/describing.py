"""What the server says of the model and of itself."""

from typing import Any

from netsumiki.exporting.serving.asking import LARGEST_SEED, LONGEST_TEXT, MOST_EXAMPLES, PICTURES


def described(model):
    """The facts of the model, as JSON."""
    facts = {"name": model.name, "classes": list(model.class_names)}
    if hasattr(model, "generate"):
        return facts | {"kind": "generator", "noise_shape": list(model.noise_shape), "conditional": model.conditional}
    return facts | {"kind": "classifier", "input_shape": list(model.input_shape), "writes": hasattr(model, "write")}


def openapi(model, token):
    """The interface in OpenAPI 3.1."""
    paths = {"/health": _get("Whether the server answers."), "/model": _get("What the model is.")}
    paths |= _of_generator(model) if hasattr(model, "generate") else _of_classifier(model)
    document: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": model.name, "version": "1", "description": "A model made with Netsumiki."},
        "paths": paths,
    }
    if token:
        document["components"] = {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}}
        document["security"] = [{"token": []}]
    return document


def _of_classifier(model):
    pictures = _list({"type": "string", "contentEncoding": "base64"}, "Files of pictures of any size, as base64.")
    inputs = _list({}, f"Arrays of shape {list(model.input_shape)}; pixels are whole numbers from 0 to 255.")
    options = [_object({"inputs": inputs}, ["inputs"])]
    bodies: dict[str, Any] = {}
    if len(model.input_shape) == 3:
        options.append(_object({"pictures": pictures}, ["pictures"]))
        bodies = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in PICTURES}
    said: dict[str, Any] = {"label": {"type": "string"}, "sure": {"type": "number"}, "unknown": {"type": "boolean"}}
    said["probabilities"] = {"type": "array", "items": {"type": "number"}}
    answer: dict[str, Any] = {"classes": {"type": "array", "items": {"type": "string"}}}
    answer["predictions"] = {"type": "array", "items": _object(said, list(said))}
    bodies["application/json"] = {"schema": {"oneOf": options}}
    found = {"/predict": _post("Say what examples show.", bodies, _object(answer, list(answer)))}
    if hasattr(model, "write"):
        asked: dict[str, Any] = {
            "begin": {"type": "string", "maxLength": LONGEST_TEXT},
            "length": _whole(1, LONGEST_TEXT),
        }
        asked |= {"temperature": {"type": "number", "minimum": 0, "maximum": 10}, "seed": _whole(0, LARGEST_SEED)}
        bodies = {"application/json": {"schema": _object(asked, [])}}
        found["/write"] = _post("Go on with a text.", bodies, _object({"text": {"type": "string"}}, ["text"]))
    return found


def _of_generator(model):
    label = {"type": "string", "enum": list(model.class_names)}
    asked: dict[str, Any] = {"count": _whole(1, MOST_EXAMPLES), "seed": _whole(0, LARGEST_SEED)}
    if model.conditional:
        asked |= {"label": label, "labels": _list(label, "The class of each.")}
    asked["noise"] = _list({}, f"Arrays of shape {list(model.noise_shape)}, in the place of count and seed.")
    asked["as"] = {"enum": ["pictures", "numbers"]}
    made: dict[str, Any] = {"pictures": {"type": "array", "items": {"type": "string", "contentEncoding": "base64"}}}
    made["numbers"] = {"type": "array"}
    bodies = {"application/json": {"schema": _object(asked, [])}}
    return {"/generate": _post("Make examples.", bodies, _object(made, []))}


def _get(summary):
    return {"get": {"summary": summary, "responses": {"200": _answer({"type": "object"})}}}


def _post(summary, bodies, answer):
    said: dict[str, Any] = {"code": {"type": "string"}, "message": {"type": "string"}, "facts": {"type": "object"}}
    problem = _object(said, list(said))
    problems = _object({"problems": {"type": "array", "items": problem}}, ["problems"])
    responses = {"200": _answer(answer)} | {status: _answer(problems) for status in ("400", "413", "415", "422", "503")}
    return {"post": {"summary": summary, "requestBody": {"required": True, "content": bodies}, "responses": responses}}


def _answer(schema):
    return {"description": "The answer.", "content": {"application/json": {"schema": schema}}}


def _object(properties, required):
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _list(items, text):
    return {"type": "array", "items": items, "minItems": 1, "maxItems": MOST_EXAMPLES, "description": text}


def _whole(least, most):
    return {"type": "integer", "minimum": least, "maximum": most}
