"""The page of the server: one sees at once that it answers, and how it is asked."""

import base64
import hashlib
import html

STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem }
button, input { font: inherit; min-height: 44px; padding: 0 1rem; border: 1px solid #8886; border-radius: 8px }
input { padding: .5rem; max-width: 100%; box-sizing: border-box }
label { display: block }
textarea { font: inherit; font-family: monospace; width: 100%; box-sizing: border-box; padding: .5rem }
pre { padding: 1rem; border: 1px solid #8886; border-radius: 8px; white-space: pre-wrap; overflow-wrap: anywhere }
#answer { min-height: 8rem }
img { image-rendering: pixelated; width: 84px; margin: 4px }
"""
SCRIPT = """
const form = document.querySelector("form"), answer = document.querySelector("#answer");
const example = document.querySelector("#example");
example.textContent = example.textContent.replace("http://localhost:8000", location.origin);
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const file = form.elements.picture?.files[0], token = form.elements.token?.value;
  const text = form.elements.body?.value;
  const headers = { "content-type": file ? "application/octet-stream" : "application/json" };
  if (token) headers.authorization = "Bearer " + token;
  try {
    const response = await fetch(form.dataset.path, { method: "POST", headers, body: file ?? text });
    show(await response.json());
  } catch (error) {
    answer.textContent = String(error);
  }
});
function show(said) {
  answer.textContent = "";
  for (const picture of said.pictures ?? []) {
    const image = answer.appendChild(document.createElement("img"));
    image.alt = "A generated picture";
    image.src = "data:image/png;base64," + picture;
  }
  const best = said.predictions?.[0];
  const shares = best && best.probabilities.map((p, k) => [said.classes[k], p]).sort((a, b) => b[1] - a[1]).slice(0, 5);
  const lines = shares ? shares.map(([name, p]) => name + "  " + (100 * p).toFixed(1) + " %").join("\\n") : null;
  if (best?.unknown) answer.append("Like nothing that it has learnt.\\n\\n");
  const wrong = said.problems?.map((problem) => problem.message).join("\\n");
  if (!said.pictures) answer.append(lines ?? said.text ?? wrong ?? JSON.stringify(said, null, 2));
}
"""
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{name}</title>
<style>{style}</style>
<main>
<h1>{name}</h1>
<form data-path="{path}">{fields}<button>{button}</button></form>
<pre id="answer" role="status"></pre>
<h2>Ask it from a program</h2>
<pre id="example">{example}</pre>
{more}
</main>
<script>{script}</script>
"""
FILE = '<p><label>Picture <input type="file" name="picture" accept="image/*" required></label></p>'
BODY = '<p><label>Question (JSON) <textarea name="body" rows="3">{body}</textarea></label></p>'
MORE = '<p><a href="/openapi.json">Description of the interface (OpenAPI)</a></p>'
TOKEN = '<p><label>Token <input type="password" name="token" autocomplete="off"></label></p>'
JSON_TYPE = "-H 'content-type: application/json'"


def page(model, token):
    """(the page, its content security policy)"""
    path, button, body = asked_of(model)
    data = JSON_TYPE + f" -d '{body}'" if body else "-H 'content-type: image/png' --data-binary @picture.png"
    shown = " -H 'authorization: Bearer …'" if token else ""
    fields = (BODY.format(body=html.escape(body)) if body else FILE) + (TOKEN if token else "")
    text = PAGE.format(
        name=html.escape(model.name),
        style=STYLE,
        script=SCRIPT,
        path=path,
        fields=fields,
        button=button,
        more="" if token else MORE,  # a link cannot show a token
        example=html.escape(f"curl http://localhost:8000{path}{shown} {data}"),
    )
    policy = "default-src 'none'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
    policy += f"frame-ancestors 'none'; style-src {sha256(STYLE)}; script-src {sha256(SCRIPT)}"
    return text.encode("utf-8", "replace"), policy.encode()


def asked_of(model):
    """(path, word of the button, example of a body; nothing where a picture is sent)"""
    if hasattr(model, "generate"):
        return "/generate", "Generate", '{"count": 5, "seed": 1}'
    if hasattr(model, "write"):
        return "/write", "Write", '{"begin": "it was", "length": 200}'
    if len(model.input_shape) == 3:
        return "/predict", "Predict", ""
    return "/predict", "Predict", '{"inputs": [' + "[" * (len(model.input_shape) - 1) + "[0.5, 0.5]]}"


def sha256(text):
    """How a content security policy names a script or style that stands in the page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
