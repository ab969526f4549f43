"""Whatever is wrong with a file, an address, a template, a setting or a command: the sentence says
what, where and how to mend it, in the user's language; the exit code is the documented one; and
nothing was changed.
"""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from depesha.domain.people import Contact

FILES = {
    "text.txt": "Здравствуйте, {КЛИЕНТ.ИМЯ}!".encode(),
    "people.csv": "Имя;Телефон\nИван;8 916 123-45-67\n".encode(),
    # Tables.
    "empty.csv": b"",
    "blank.csv": b"\n \n;;\n",
    "header.csv": "Имя;Телефон\n".encode(),
    "nul.txt": b"\xd0\x98\0\0\0mya;x\n1;2\n",
    "quote.csv": 'Имя;Телефон\n"Иван;8 916 123-45-67\n'.encode(),
    "strange.csv": b"alpha;beta\n1;2\n",
    "page.xls": b"<html><table><tr><td>1</td></tr></table></html>",
    "page.xlsx": b'<?xml version="1.0"?><office/>',
    "cut.xlsx": b"PK\x03\x04 cut off",
    "cut.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "cut.dbf": b"\x03\x7e\x0b\x17\x05\0\0\0\x41\0\x10\0",
    "cut.vcf": b"BEGIN:VCARD\r\nFN:Ivan\r\n",
    "bill.pdf": b"%PDF-1.4",
    "logo.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "order.csv": "Номер;Дата;Контрагент;Сумма\nЗК-1;01.11.2026;Ёлкин Пётр;5\n".encode(),
    # Texts.
    "binary.txt": bytes(range(256)),
    "blank.txt": b" \r\n\r\n",
    "huge.txt": b"a" * 2_000_001,
    "open.txt": b'+++\ntitle = "x"\nno end',
    "head.txt": b"+++\ntitle = x\n+++\ntext",
    "key.txt": b'+++\nsubjekt = "x"\n+++\ntext',
    "macro.txt": "Добрый день!\nЭто {КЛИЕНТ.ИМЙА}.".encode(),
    "lines.txt": "{ДОКУМЕНТ.СТРОКИ}".encode(),
    "if.txt": b"{% if %}x",
    "unclosed.txt": "{% if КЛИЕНТ.ИМЯ %}x".encode(),
    "range.txt": b"{% for i in range(10 ** 9) %}{% for j in i %}x{% endfor %}{% endfor %}",
    "times.txt": b"{{ 'x' * 10000000000 }}",
    "loops.txt": b"".join(b"{%% for a%d in [1, 2] %%}" % n for n in range(9)) + b"{% endfor %}" * 9,
    "double.txt": b"{% set a = 'xx' %}" + b"{% set a = a + a %}" * 40 + b"{{ a }}",
    "filters.txt": ("{{ КЛИЕНТ.ИМЯ" + "|upper" * 2000 + " }}").encode(),
    "zero.txt": b"{{ 1 / 0 }}",
    "long.txt": b"a" * 200_001,
    "power.txt": b"{{ 9 ** 9 ** 9 ** 9 }}",
    "nested.txt": "{% if ДАТА %}".encode() * 5000,
    "class.txt": b"{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "globals.txt": b"{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "include.txt": b"{% include '/etc/passwd' %}",
    "attr.txt": "{{ КЛИЕНТ.ИМЯ|attr('__class__') }}".encode(),
    "fake.png": b"<svg/>",
    # Lists.
    "nobody.txt": "кто-то ещё\n".encode(),
    "digits.txt": b"9" * 5000,
}  # fmt: skip

IMPORT = [
    ("ru", "import contacts нет.csv", "Файла нет.csv нет"),
    ("en", "import contacts .", "is a folder | Choose a file"),
    ("ru", "import contacts empty.csv", "empty.csv пуст"),
    ("en", "import contacts blank.csv", "no rows in blank.csv"),
    ("ru", "import contacts header.csv", "header.csv | нет строк"),
    ("en", "import contacts nul.txt", "nul.txt is not a table | xlsx xlsm xls dbf csv txt vcf"),
    ("ru", "import contacts quote.csv", "Строка 2 | кавычка | не закрыта"),
    ("en", "import contacts strange.csv", "Columns: A, B | name=A"),
    ("en", "import contacts page.xls", "page.xls is a web page | save it as xlsx"),
    ("ru", "import contacts page.xlsx", "page.xlsx | сохраните как xlsx"),
    ("en", "import contacts cut.xlsx", "cut.xlsx is damaged | save it as xlsx"),
    ("en", "import contacts zipped.xlsx", "zipped.xlsx is damaged"),
    ("ru", "import contacts cut.xls", "cut.xls повреждён"),
    ("en", "import contacts cut.dbf", "cut.dbf is damaged | Export it again"),
    ("ru", "import contacts cut.vcf", "обрезана | END:VCARD"),
    ("en", "import contacts bill.pdf", "bill.pdf is not a table"),
    ("en", "import contacts logo.csv", "logo.csv is not a table"),
    ("ru", "import contacts people.csv --encoding klingon", "klingon | cp1251"),
    ("en", "import contacts people.csv --delimiter ;;", "“;;” cannot divide columns"),
    ("en", "import contacts people.csv --map fax=A", "“fax” | mobile_phone"),
    ("ru", "import contacts people.csv --map name=ZZ", "Столбца «ZZ» нет | Имя, Телефон"),
    ("en", "import contacts people.csv --map name", "“name” | FIELD=COLUMN"),
    ("en", "import contacts people.csv --rejected people.csv", "cannot go into the imported file"),
    ("ru", "import contacts people.csv --rejected нет/x.csv", "x.csv | такого файла или папки нет"),
    ("en", "import documents order.csv", "Say which journal | order, invoice_out"),
    ("en", "import documents order.csv --type fax", "“fax” | Customer orders"),
]

TEMPLATES = [
    ("en", "send echo --to all --body нет.txt", "нет.txt cannot be read | no such file"),
    ("ru", "send echo --to all --body .", "не читается: это папка"),
    ("en", "send echo --to all --body binary.txt", "binary.txt is not a text file | UTF-8"),
    ("ru", "send echo --to all --body nul.txt", "nul.txt — не текстовый файл | UTF-8"),
    ("en", "send echo --to all --body blank.txt", "The text is empty: blank.txt"),
    ("en", "send echo --to all --body huge.txt", "huge.txt is larger than 2 MB"),
    ("en", "send echo --to all --template nonsense", "“nonsense” | order-ready"),
    ("ru", "send echo --to all --template open.txt", "open.txt | нет второй строки «+++»"),
    ("en", "send echo --to all --template head.txt", 'head.txt | line 1 | name = "value"'),
    (
        "en",
        "send echo --to all --template key.txt",
        "key.txt | “subjekt” | title, channel, subject",
    ),
    (
        "ru",
        "send echo --to all --body macro.txt",
        "строка 2, позиция 5 | КЛИЕНТ.ИМЙА | {КЛИЕНТ.ИМЯ}?",
    ),
    ("en", "send echo --to all --body text.txt --subject {NO.SUCH}", "Subject, line 1 | “NO.SUCH”"),
    ("en", "send echo --to all --body lines.txt", "A list | {% for … %}"),
    ("en", "send echo --to all --body if.txt", "line 1 | “{% if %}x” cannot be understood"),
    ("ru", "send echo --to all --body unclosed.txt", "строка 1 | «{% if КЛИЕНТ.ИМЯ %}x»"),
    ("en", "send echo --to all --body range.txt", "line 1 | cannot be used"),
    ("en", "send echo --to all --body times.txt", "“*” is for numbers only"),
    ("ru", "send echo --to all --body power.txt", "строка 1 | «**» нельзя использовать"),
    ("en", "send echo --to all --body nested.txt", "too complicated"),
    ("en", "send echo --to all --body loops.txt", "line 1 | too many loops inside one another"),
    ("ru", "send echo --to all --body double.txt", "строка 1 | «set» нельзя использовать"),
    ("en", "send echo --to all --body filters.txt", "too complicated"),
    ("ru", "send echo --to all --body zero.txt", "Текст | делени"),
    ("en", "send echo --to all --body long.txt", "longer than 200000 characters"),
    ("en", "send echo --to all --body class.txt", "line 1 | cannot be used"),
    ("en", "send echo --to all --body globals.txt", "line 1 | cannot be used"),
    ("ru", "send echo --to all --body include.txt", "строка 1 | «include» нельзя использовать"),
    ("en", "send echo --to all --body attr.txt", "line 1 | attr"),
    ("en", "send echo --to all --body text.txt --image нет.png", "нет.png cannot be read"),
    (
        "ru",
        "send echo --to all --body text.txt --image fake.png",
        "fake.png | PNG, JPEG, GIF или WebP",
    ),
    (
        "en",
        "send echo --to all --body text.txt --attach нет.pdf",
        "Attachment not found: 2 | нет.pdf",
    ),
    (
        "en",
        "send echo --to all --body text.txt --attach {NO.SUCH}.pdf",
        "Attachment, line 1 | “NO.SUCH”",
    ),
    ("en", "send email --to all --body text.txt --test-mode", "The letter has no subject"),
    ("ru", "preview sms --to all --body macro.txt", "строка 2, позиция 5 | КЛИЕНТ.ИМЙА"),
]

RECIPIENTS = [
    ("en", "send echo --body text.txt --to everyone", "“everyone” is no selection | code:17,18"),
    ("ru", "send echo --body text.txt --to code:17,x", "Коды — числа через запятую | «17,x»"),
    ("en", "send echo --body text.txt --to code:99", "No contact has the code 99"),
    ("en", f"send echo --body text.txt --to code:{'9' * 30}", "Codes are numbers"),
    ("ru", "send echo --body text.txt --to category:Нет", "Категории «Нет» нет"),
    ("en", "send echo --body text.txt --to search:никто", "Nobody is chosen by “search:никто”"),
    ("en", "send echo --body text.txt --to employees", "Nobody is chosen by “employees”"),
    ("ru", "send echo --body text.txt --to file:нет.txt", "Список нет.txt | такого файла"),
    ("en", "send echo --body text.txt --to file:nobody.txt", "nobody.txt | кто-то ещё | Use codes"),
    ("en", "send echo --body text.txt --to file:digits.txt", "digits.txt | 9999 | Use codes"),
    ("ru", "send echo --body text.txt --to code:19", "Нет адреса: 1 | ничего не отправлено"),
]

# Contacts 31 to 36 have these addresses; no import would take them.
ADDRESSES = [
    Contact(name="А", code=31, email="ivan@mail,ru", mobile_phone="12345", telegram="@ivan"),
    Contact(name="Б", code=32, email="иван@mail.ru", mobile_phone="+7916", telegram="t.me/x"),
    Contact(name="В", code=33, email="a@b.ru\r\nBcc: x@y.ru", mobile_phone="дом", telegram="1\n2"),
    Contact(name="Г", code=34, email="ivan@mаil.ru", mobile_phone="+0000000000", telegram="0"),
    Contact(name="Д", code=35, email="x" * 300 + "@b.ru", mobile_phone="0", telegram="9" * 40),
    Contact(name="Е", code=36, email="нет", mobile_phone="8 (495)", telegram="12.5"),
]
TO = "--test-mode --body text.txt --subject Т --to"
ADDRESSED = [
    ("ru", f"send email {TO} code:31", "Неверный адрес: 1 | «ivan@mail,ru» | запятые"),
    ("en", f"send email {TO} code:32", "Wrong address: 1 | other than Latin letters"),
    ("en", f"send email {TO} code:33", "Wrong address: 1 | it needs one “@”"),
    ("ru", f"send email {TO} code:34", "одной раскладке"),
    ("en", f"send email {TO} code:35", "longer than 254 characters"),
    ("en", f"send email {TO} code:36", "“нет” is not an e-mail address"),
    ("en", f"send sms {TO} code:31", "There is no such phone number: 12345"),
    ("ru", f"send sms {TO} code:32", "Такого номера телефона нет: +7916"),
    ("en", f"send sms {TO} code:33", "“дом” is not a phone number"),
    ("en", f"send sms {TO} code:34", "“+0000000000” is not a phone number"),
    ("en", f"send sms {TO} code:36", "Wrong address: 1 | 8 (495)"),
    ("ru", f"send telegram {TO} code:31", "@ivan | должен открыть его ссылку"),
    ("en", f"send telegram {TO} code:33", "number of a chat, for example 123456789"),
    ("en", f"send telegram {TO} code:35", "number of a chat"),
]

SETTINGS = [
    ("en", "settings set office.name=Имя email.mode=maybe", "email.mode | off, test, on"),
    ("ru", "settings set office.name=Имя email.main.port=99999", "email.main.port | от 0 до 65535"),
    ("en", "settings set office.name=Имя email.main.prot=25", "email.main.prot | email.main.port"),
    (
        "en",
        "settings set office.name=Имя email.main.sender=кто",
        "email.main.sender | office@example.com",
    ),
    (
        "en",
        "settings set office.name=Имя email.main.gap=nan",
        "email.main.gap | a number, at least 0",
    ),
    (
        "ru",
        "settings set office.name=Имя email.main.password=x",
        "settings secret email.main.password",
    ),
    ("en", "settings set office.name=Имя sms.main.gateway=pigeon", "sms.main.gateway | smsc"),
    ("en", "settings set office.name=Имя office.timezone=Mars", "office.timezone | Europe/Moscow"),
    ("ru", "settings set office.name=Имя email.quiet=25:00-9:00", "email.quiet | 21:00-09:00"),
    (
        "en",
        "settings set office.name=Имя office.proxy=http://u:p@h:1",
        "office.proxy | without a password",
    ),
    ("en", "settings set office.name=Имя fax.mode=on", "fax.mode | Did you mean"),
    ("en", "settings set nonsense", "“nonsense” is no change | KEY=VALUE"),
    ("en", "settings get office.nmae", "office.nmae | Did you mean office.name"),
    ("ru", "settings get email.main.password", "email.main.password | не показыва"),
    ("en", "settings list fax", "no settings below “fax”"),
    ("en", "settings secret email.main.host", "email.main.host is no secret | settings set"),
]

COMMANDS = [
    ("ru", "fly", "'fly' | 'send'"),
    ("en", "send", "usage: depesha send | CHANNEL"),
    ("ru", "import contacts", "не хватает: FILE"),
    ("en", "send fax --body text.txt --to all", "“fax” | apprise, echo, email, max, sms, telegram"),
    ("en", "send echo --body text.txt --template x --to all", "not allowed with argument --body"),
    ("ru", "send echo --body text.txt --to all --at завтра", "«завтра» | 31.12.2026 09:00"),
    ("en", "send echo --body text.txt --to all --at 2020-01-01", "“2020-01-01” is past"),
    ("en", "send echo --body text.txt --to all --account no", "echo.no | Known: echo.main"),
    ("en", "status 99", "There is no mailing 99"),
    ("en", f"status {'9' * 30}", "not a whole number"),
    ("ru", "pause 99", "Нет рассылки 99"),
    ("en", "retry x", "“x” is not a whole number"),
    ("ru", "journal --columns цвет", "«цвет» | provider_id"),
    ("ru", "journal --since вчера", "«вчера» не похоже на время | 31.12.2026 09:00"),
    ("en", "journal --format csv", "--output FILE"),
    ("ru", "journal --format json --output нет/x.json", "x.json | такого файла или папки нет"),
    ("en", "accounts test fax", "“fax” | echo, email"),
    ("ru", "accounts test echo.(test)", "echo.(test) | echo.main"),
    ("en", "--without smss plugins", "“smss” | sms"),
    ("en", "demo --keep .", "no empty folder"),
]

UNFINISHED = [
    (
        "ru",
        "send telegram --body text.txt --to all",
        "telegram не включён | settings set telegram.mode=on",
    ),
    (
        "en",
        "send sms --body text.txt --to all",
        "sms is not switched on | settings set sms.mode=on",
    ),
    ("ru", "accounts test email", "email ещё нет учётной записи | settings list email.main"),
    (
        "en",
        "accounts test email.main",
        "email.main is not filled in | settings set email.main.host",
    ),
    ("en", "accounts test telegram.main", "Bot token | settings secret telegram.main.token"),
]

TABLE = [
    *((2, *row) for row in IMPORT + TEMPLATES + RECIPIENTS + ADDRESSED + SETTINGS + COMMANDS),
    *((3, *row) for row in UNFINISHED),
]


def write_files(folder: Path, command: str) -> None:
    """The files that the command names."""
    for name, content in FILES.items():
        if name in command:
            (folder / name).write_bytes(content)
    if "zipped.xlsx" in command:
        with zipfile.ZipFile(folder / "zipped.xlsx", "w") as file:
            file.writestr("readme.txt", "no workbook")


def words_of(command: str) -> list[str]:
    words = command.split(" ")
    return [*words, "--yes"] if words[0] == "send" and len(words) > 1 else words


@pytest.mark.parametrize(("code", "language", "command", "says"), TABLE)
def test_the_sentence_tells_and_nothing_changes(office, code, language, command, says):
    write_files(office.folder, command)
    for contact in ADDRESSES if command in {row[1] for row in ADDRESSED} else ():
        office.put(contact)
    before, files = office.state(), sorted(office.folder.iterdir())
    ran = office.cli("--lang", language, *words_of(command))
    said = ran.err + ran.out
    assert ran.code == code, said
    for telling in says.split(" | "):
        assert telling in said
    assert ran.err.strip(), "what is wrong is said beside the result, not in it"
    assert bool(re.search("[а-яё]{3}", re.sub("«.*?»", "", ran.err))) >= (language == "ru")
    assert "Traceback" not in said
    assert not re.search(r"\{[a-z_]+\}", said), "something was not filled in"
    assert office.state() == before
    assert sorted(office.folder.iterdir()) == files


def test_a_text_that_swells_with_somebodys_values_skips_that_person(office):
    office.put(Contact(name="Я", code=37, email="ya@example.com", custom={"Роман": "Ж" * 20_000}))
    (office.folder / "text.txt").write_text("{Роман|}" * 101, encoding="utf-8")
    words = ("send", "echo", "--body", "text.txt", "--to", "code:17,37", "--yes")
    before = office.state()
    ran = office.cli("--lang", "ru", *words[:-2], "code:37", "--yes")
    assert ran.code == 2
    assert "2000000" in ran.out
    assert office.state() == before
    (office.folder / "text.txt").write_text("Добрый день! " + "{Роман|}" * 101, encoding="utf-8")
    ran = office.cli(*words, "--json")
    assert ran.code == 0
    assert ran.json["totals"]["accepted"] == 1
    assert ran.json["totals"]["skipped"] == 1


def test_the_table_is_as_long_and_as_russian_as_it_should_be():
    assert len(TABLE) >= 100
    assert len({row[2] for row in TABLE}) == len(TABLE)
    assert sum(row[1] == "ru" for row in TABLE) * 3 >= len(TABLE)


@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        (["fly"], 2, "'fly'"),
        (["send", "echo", "--to", "all", "--body", "nul.txt"], 2, "nul.txt"),
        (["import", "contacts", b"\xff\xfe.csv"], 2, "?"),
        (["status", "99"], 2, "99"),
        (["accounts", "test", "telegram"], 3, "telegram.main"),
    ],
)
def test_as_a_program_of_its_own(office, command, code, says):
    (office.folder / "nul.txt").write_bytes(FILES["nul.txt"])
    before = office.state()
    done = subprocess.run(
        [sys.executable, "-m", "depesha", *command],
        env=os.environ | {"DEPESHA_LANG": "ru"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    said = done.stderr.decode()
    assert done.returncode == code, said
    assert done.stdout == b""
    assert says in said
    assert "Traceback" not in said
    assert re.search("[а-яё]{3}", said)
    assert office.state() == before
