"""The words of the server's page in three languages: programs are told in English what is wrong, people in theirs."""

WORDS = {
    "en": {
        "picture": "Picture",
        "question": "Question (JSON)",
        "token-field": "Token",
        "predict": "Predict",
        "generate": "Generate",
        "write": "Write",
        "program": "Ask it from a program",
        "openapi": "Description of the interface (OpenAPI)",
        "made": "A generated picture",
        "unknown": "Like nothing that it has learnt.",
        "unreachable": "The server does not answer: look whether it still runs.",
    },
    "ja": {
        "picture": "画像",
        "question": "質問（JSON）",
        "token-field": "トークン",
        "predict": "見分ける",
        "generate": "作る",
        "write": "書く",
        "program": "プログラムから使う",
        "openapi": "インターフェースの説明（OpenAPI）",
        "made": "作られた画像",
        "unknown": "学んだどれにも似ていません。",
        "unreachable": "サーバーから答えがありません。まだ動いているか確かめてください。",
    },
    "ru": {
        "picture": "Картинка",
        "question": "Вопрос (JSON)",
        "token-field": "Токен",
        "predict": "Распознать",
        "generate": "Создать",
        "write": "Написать",
        "program": "Как спросить из программы",
        "openapi": "Описание интерфейса (OpenAPI)",
        "made": "Созданная картинка",
        "unknown": "Не похоже ни на что из выученного.",
        "unreachable": "Сервер не отвечает. Проверьте, работает ли он ещё.",
    },
}
WRONG = {
    "en": {},  # the server's own sentences
    "ja": {
        "token": "サーバーのトークンを入れてください。",
        "busy": "いま混み合っています。少し待ってから、もう一度試してください。",
        "slow": "{seconds} 秒以内に届きませんでした。もう一度送ってください。",
        "too-large": "一度に送れるのは {megabytes} MB までです。小さくするか、分けて送ってください。",
        "not-finite": "モデルの答えが数ではありません（NaN）。学習がうまくいっていません。",
        "failed": "サーバーの内部で失敗しました。詳しくはターミナルを見てください。",
        "picture": "この画像は読めません。壊れているか、何も写っていないか、大きすぎます。別の画像を選んでください。",
        "malformed-json": "JSON として読めません。括弧、引用符、コンマを確かめてください。",
        "malformed": "質問の書き方が違います。/openapi.json の説明のとおりに書いてください。",
        "unknown-key": "{names} という項目はありません。使えるのは {known} です。",
        "examples": "{name} は 1 から {most} 個までのリストにしてください。",
        "numbers": "{name} には、長さのそろったリストで数を書いてください。",
        "example-shape": "1 つの例の形は {shape} です（送られたのは {got}）。形を合わせてください。",
        "grey-values": "画素は 0 から 255 までの整数にしてください。",
        "number": "{name} は {least} から {most} までの整数にしてください。",
        "temperature": "temperature は 0 から 10 までの数にしてください。",
        "begin": "begin は {most} 文字までの文章にしてください。",
        "unknown-characters": "begin にモデルの知らない文字があります。消してください。",
        "noise-shape": "noise の形は {shape} です（送られたのは {got}）。形を合わせてください。",
        "no-labels": "この生成器はラベルなしで学びました。ラベルを消してください。",
        "labels": "{count} 個の例それぞれに、クラスの名前を書いてください: {names}",
        "as": 'as は "pictures" か "numbers" にしてください。',
    },
    "ru": {
        "token": "Введите токен сервера.",
        "busy": "Сейчас слишком много запросов. Подождите немного и попробуйте снова.",
        "slow": "Запрос не дошёл за {seconds} с. Отправьте его ещё раз.",
        "too-large": "За один раз можно отправить не больше {megabytes} МБ. Уменьшите файл или отправьте по частям.",
        "not-finite": "Ответы модели — не числа (NaN): её обучение не удалось.",
        "failed": "Сбой внутри сервера. Подробности — в терминале.",
        "picture": "Эту картинку не прочитать: файл повреждён, пуст или слишком велик. Выберите другую.",
        "malformed-json": "Это не JSON. Проверьте скобки, кавычки и запятые.",
        "malformed": "Вопрос записан не так. Напишите его, как описано в /openapi.json.",
        "unknown-key": "Здесь нет поля {names}. Можно использовать: {known}.",
        "examples": "{name} — это список, в нём от 1 до {most} записей.",
        "numbers": "В {name} должны быть числа в списках одинаковой длины.",
        "example-shape": "Форма одного примера — {shape}, а прислано {got}. Приведите её в соответствие.",
        "grey-values": "Пиксели — целые числа от 0 до 255.",
        "number": "{name} — целое число от {least} до {most}.",
        "temperature": "temperature — число от 0 до 10.",
        "begin": "begin — текст не длиннее {most} знаков.",
        "unknown-characters": "В begin есть знаки, которых модель не знает. Уберите их.",
        "noise-shape": "Форма noise — {shape}, а прислано {got}. Приведите её в соответствие.",
        "no-labels": "Этот генератор обучен без меток. Уберите метки.",
        "labels": "Назовите класс для каждого примера (их {count}): {names}",
        "as": 'as — это "pictures" или "numbers".',
    },
}
"""For each code of `Refused` that somebody at the page can meet: its sentence, with the facts in braces."""


def spoken(wanted):
    """Which of the languages a browser wants most by its Accept-Language; English if none of them."""
    found = []
    for part in wanted[:1000].replace(" ", "").lower().split(","):
        tag, _, weight = part.partition(";q=")
        try:
            found.append((-float(weight or 1), tag.partition("-")[0]))
        except ValueError:  # a weight that is none
            continue
    named = [tag for weight, tag in sorted(found, key=lambda one: one[0]) if tag in WORDS and weight < 0]
    return named[0] if named else "en"
