"""The page of the server: one sees at once that it answers, and how it is asked."""

import base64
import hashlib
import html
import json

from netsumiki.exporting.serving.words import WORDS, WRONG

STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem }
button, input { font: inherit; min-height: 44px; padding: 0 1rem; border: 1px solid #8886; border-radius: 8px }
input { padding: .5rem; max-width: 100%; box-sizing: border-box }
label { display: block }
textarea { font: inherit; font-family: monospace; width: 100%; box-sizing: border-box; padding: .5rem }
textarea { border: 1px solid #8886; border-radius: 8px }
a { color: inherit }
pre { padding: 1rem; border: 1px solid #8886; border-radius: 8px; white-space: pre-wrap; overflow-wrap: anywhere }
#answer { min-height: 8rem }
img { image-rendering: pixelated; width: 84px; margin: 4px }
"""
SCRIPT = """
const form = document.querySelector("form"), answer = document.querySelector("#answer");
const example = document.querySelector("#example"), words = JSON.parse(answer.dataset.words);
const tenths = { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 };
const percent = (share) => share.toLocaleString(document.documentElement.lang, tenths);
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
  } catch {
    answer.textContent = words.unreachable;
  }
});
function show(said) {
  answer.textContent = "";
  for (const picture of said.pictures ?? []) {
    const image = answer.appendChild(document.createElement("img"));
    image.alt = words.made;
    image.src = "data:image/png;base64," + picture;
  }
  const best = said.predictions?.[0];
  const shares = best && best.probabilities.map((p, k) => [said.classes[k], p]).sort((a, b) => b[1] - a[1]).slice(0, 5);
  const lines = shares ? shares.map(([name, p]) => name + "  " + percent(p)).join("\\n") : null;
  if (best?.unknown) answer.append(words.unknown + "\\n\\n");
  const wrong = said.problems?.map(told).join("\\n");
  if (!said.pictures) answer.append(lines ?? said.text ?? wrong ?? JSON.stringify(said, null, 2));
}
function told({ code, message, facts }) {
  const put = (_, name) => (Array.isArray(facts[name]) ? "(" + facts[name].join(", ") + ")" : facts[name]);
  return words.wrong[code]?.replace(/\\{(\\w+)\\}/g, put) ?? message;
}
"""
PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{name}</title>
<style>{style}</style>
<main>
<h1>{name}</h1>
<form data-path="{path}">{fields}<button>{button}</button></form>
<pre id="answer" role="status" data-words="{words}"></pre>
<h2>{program}</h2>
<pre id="example">{example}</pre>
{more}
</main>
<script>{script}</script>
"""
FILE = '<p><label>{label} <input type="file" name="picture" accept="image/*" required></label></p>'
BODY = '<p><label>{label} <textarea name="body" rows="3">{body}</textarea></label></p>'
MORE = '<p><a href="/openapi.json">{label}</a></p>'
TOKEN = '<p><label>{label} <input type="password" name="token" autocomplete="off"></label></p>'
JSON_TYPE = "-H 'content-type: application/json'"


def page(model, token, language):
    """(type, the page in one of the languages, its headers)"""
    path, body = asked_of(model)
    words = WORDS[language]
    said = {key: words[key] for key in ("made", "unknown", "unreachable")} | {"wrong": WRONG[language]}
    data = JSON_TYPE + f" -d '{body}'" if body else "-H 'content-type: image/png' --data-binary @picture.png"
    shown = " -H 'authorization: Bearer …'" if token else ""
    field = (
        BODY.format(label=words["question"], body=html.escape(body)) if body else FILE.format(label=words["picture"])
    )
    text = PAGE.format(
        name=html.escape(model.name),
        style=STYLE,
        script=SCRIPT,
        path=path,
        language=language,
        fields=field + (TOKEN.format(label=words["token-field"]) if token else ""),
        button=words[path[1:]],
        words=html.escape(json.dumps(said, ensure_ascii=False)),
        program=words["program"],
        more="" if token else MORE.format(label=words["openapi"]),  # a link cannot show a token
        example=html.escape(f"curl http://localhost:8000{path}{shown} {data}"),
    )
    policy = "default-src 'none'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
    policy += f"frame-ancestors 'none'; style-src {sha256(STYLE)}; script-src {sha256(SCRIPT)}"
    headers = {"content-security-policy": policy, "content-language": language, "vary": "accept-language"}
    told = [(name.encode(), value.encode()) for name, value in headers.items()]
    return b"text/html; charset=utf-8", text.encode("utf-8", "replace"), told


def asked_of(model):
    """(path, example of a body; nothing where a picture is sent)"""
    if hasattr(model, "generate"):
        return "/generate", '{"count": 5, "seed": 1}'
    if hasattr(model, "write"):
        return "/write", '{"begin": "it was", "length": 200}'
    if len(model.input_shape) == 3:
        return "/predict", ""
    return "/predict", '{"inputs": [' + "[" * (len(model.input_shape) - 1) + "[0.5, 0.5]]}"


def sha256(text):
    """How a content security policy names a script or style that stands in the page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
