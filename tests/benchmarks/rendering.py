"""How many messages per second are made, beside a plain compiled Jinja2 template in the same run.

    python tests/benchmarks/rendering.py [--seconds 1.0]

The plain template makes one text, escaped, and nothing else; ours makes subject, HTML and text
alternative, notes empty macros, watches the size. The runs are interleaved and the best of each is
taken, since the machine may be busy with something else.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import jinja2

from depesha.api import Style
from depesha.domain import segments
from depesha.domain.people import Contact, Document, Employee, Line
from depesha.render import template, values

PERSON = Contact(
    code=17,
    name="ООО «Ромашка & сыновья»",
    mobile_phone="+79161234567",
    email="office@romashka.example",
    balance=Decimal("48200.00"),
)
DOCUMENT = Document(
    type="order",
    number="АБ-12",
    date=date(2026, 11, 2),
    contact_id=1,
    lines=tuple(
        Line(name=f"Фильтр {n}", quantity=Decimal(n), price=Decimal(99)) for n in range(20)
    ),
)
VALUES = values.values_of(
    PERSON, manager=Employee(name="Анна"), document=DOCUMENT, today=date(2026, 11, 23)
)
WORDS = "Напоминаем, что склад работает без обеда, а самовывоз возможен с девяти утра. "
LETTER = (
    "<b>Уважаемый {КЛИЕНТ.ИМЯ}!</b>\n" + WORDS * 8 + "\nБаланс: {БАЛАНС.ФАКТИЧЕСКИЙ} "
    "{ВАЛЮТА.СИМВОЛ} на {ДАТА}\n" + WORDS * 8 + '\n<a href="https://shop.example/{КЛИЕНТ.КОД}">'
    "Ваш кабинет</a>\n" + WORDS * 8 + "\nВаш менеджер {МЕНЕДЖЕР.ИМЯ|отдел продаж}"
)
HTML = (
    "<style>td { padding: 4px } .big { font-size: 20px } tr:nth-child(2) td { color: #333 }</style>"
    '<p class="big">Уважаемый {КЛИЕНТ.ИМЯ}!</p><table><tr><td>Баланс</td>'
    "<td>{БАЛАНС.ФАКТИЧЕСКИЙ} {ВАЛЮТА.СИМВОЛ}</td></tr></table>" + f"<p>{WORDS * 20}</p>" * 4
)
LOOP = (
    "{% for X in ДОКУМЕНТ.СТРОКИ %}<tr><td>{{ X.НАЗВАНИЕ }}</td><td>{{ X.СУММА }}</td></tr>"
    "{% endfor %}"
)
SMS = "{КЛИЕНТ.ИМЯ}, Ваш баланс {БАЛАНС.ФАКТИЧЕСКИЙ} {ВАЛЮТА.СИМВОЛ} на {ДАТА}. {МЕНЕДЖЕР.ИМЯ}"


def ours(source: template.Source, style: Style) -> Callable[[], object]:
    """Rendering of one message."""
    compiled = template.compile(source, style)
    return lambda: compiled.render(VALUES)


def plain(text: str) -> Callable[[], object]:
    """The same text as one template of Jinja2 with autoescape, macros made variables."""
    names = {"{КЛИЕНТ.ИМЯ}": "a", "{БАЛАНС.ФАКТИЧЕСКИЙ}": "b", "{ВАЛЮТА.СИМВОЛ}": "c"}
    names |= {"{ДАТА}": "d", "{КЛИЕНТ.КОД}": "e", "{МЕНЕДЖЕР.ИМЯ}": "f"}
    text = text.replace("{МЕНЕДЖЕР.ИМЯ|отдел продаж}", "{МЕНЕДЖЕР.ИМЯ}")
    for macro, name in names.items():
        text = text.replace(macro, f"{{{{ {name} }}}}")
    compiled = jinja2.Environment(autoescape=True).from_string(text)
    given = {
        "a": PERSON.name,
        "b": "48200,00",
        "c": "р.",
        "d": "23.11.2026",
        "e": "17",
        "f": "Анна",
    }
    return lambda: compiled.render(given)


def table_of_lines(css: str) -> template.Source:
    """An HTML letter with the lines of a document."""
    return template.Source(
        body=f"{css}<p>{WORDS * 20}</p><table>{LOOP}</table>", subject="Заказ", format="html"
    )


def cases() -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """Name → ours and the plain template it is held against."""
    letter = template.Source(body=LETTER, subject="Баланс на {ДАТА}")
    page = template.Source(body=HTML, subject="Баланс", format="html")
    text = template.compile(template.Source(body=SMS), Style.TEXT).render(VALUES).text
    return {
        "letter, simple, 2 KB": (ours(letter, Style.LETTER), plain(LETTER)),
        "Telegram, the same": (ours(letter, Style.TAGS), plain(LETTER)),
        "letter, HTML with CSS, 6 KB": (ours(page, Style.LETTER), plain(HTML)),
        "letter, HTML, 20 lines": (ours(table_of_lines(""), Style.LETTER), plain(HTML)),
        "the same with CSS": (
            ours(table_of_lines("<style>td{padding:4px}</style>"), Style.LETTER),
            plain(HTML),
        ),
        "SMS": (ours(template.Source(body=SMS), Style.TEXT), plain(SMS)),
        "SMS segments counted": (lambda: segments.count(text), plain(SMS)),
        "values taken, stored, read": (
            lambda: values.loads(values.dumps(values.narrow(VALUES, {"CLIENT.NAME", "DATE"}))),
            plain(SMS),
        ),
    }


def rate(run: Callable[[], object], seconds: float) -> float:
    """Calls per second."""
    calls, start = 0, time.perf_counter()
    while (spent := time.perf_counter() - start) < seconds:
        for _call in range(20):
            run()
        calls += 20
    return calls / spent


def main(argv: Sequence[str] | None = None) -> int:
    """Print one line per kind of message."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=1.0, help="for each measurement")
    given = parser.parse_args(argv)
    print(f"{'':30}{'renders/s':>11}{'plain Jinja2/s':>16}{'ratio':>7}")
    for name, (own, other) in cases().items():
        best = [0.0, 0.0]
        for _round in range(4):
            for place, run in enumerate((own, other)):
                best[place] = max(best[place], rate(run, given.seconds / 4))
        print(f"{name:30}{best[0]:11,.0f}{best[1]:16,.0f}{best[0] / best[1]:7.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
