"""Who else sends letters to the same sink: Postfix's measuring client, which is the limit, and
the mailers that people use. Each runner returns letters per second.

nodemailer and mailmerge are fetched into `build/bench` once. mailmerge keeps one connection, as it
always does. Of both, the time to start is taken off. Neither keeps a record of what it sent.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sample_office import Work, letter_size

FOLDER = Path(__file__).resolve().parents[2] / "build" / "bench"

NODE = """
const nodemailer = require('nodemailer');
const [port, count, connections, text, picture, pdf] = process.argv.slice(2);
const transport = nodemailer.createTransport({host: '127.0.0.1', port: +port, secure: false,
  ignoreTLS: true, pool: true, maxConnections: +connections, maxMessages: Infinity});
const content = picture ? require('fs').readFileSync(picture) : null;
const attachments = content ? [{filename: 'p.png', content, cid: 'p.png'}] : [];
if (pdf) attachments.push({filename: 'price.pdf', content: require('fs').readFileSync(pdf)});
(async () => {
  const all = [];
  for (let n = 0; n < +count; n++) {
    const text1 = `Здравствуйте, Контакт ${n}!\\n${text}`;
    all.push(transport.sendMail({from: 'office@example.com', to: `client${n}@example.com`,
      subject: `Для Контакт ${n}`, text: text1,
      html: content ? `<p>${text1}</p><img src="cid:p.png">` : undefined, attachments}));
    if (all.length >= 500) { await Promise.all(all); all.length = 0; }
  }
  await Promise.all(all);
  transport.close();
})();
"""


def limit(port: int, work: Work, count: int, connections: int) -> float:
    """Postfix's own measuring client: letters of the same size, ready, over kept connections."""
    command = ["smtp-source", "-d", "-s", str(connections), "-m", str(count)]
    command += ["-l", str(letter_size(work)), "-f", "office@example.com", "-t", "c@example.com"]
    return count / seconds(
        lambda: subprocess.run([*command, "-4", f"127.0.0.1:{port}"], check=True)
    )


def nodemailer(port: int, work: Work, count: int, connections: int) -> float:
    """nodemailer with a pool of kept connections."""
    if not (FOLDER / "node_modules" / "nodemailer").is_dir():
        subprocess.run(["npm", "install", "--silent", "--prefix", FOLDER, "nodemailer"], check=True)
    script = FOLDER / "mail.cjs"
    script.write_text(NODE, encoding="utf-8")
    files = [str(file) for file in _files(FOLDER, work)]

    def run(letters: int) -> None:
        words = [str(port), str(letters), str(connections), work.words, *files]
        subprocess.run(["node", script, *words], check=True)

    return _beyond_start(run, count)


def mailmerge(port: int, work: Work, count: int, _connections: int) -> float:
    """mailmerge, a mail merge for the command line."""
    tool = FOLDER / "mailmerge" / "bin" / "mailmerge"
    if not tool.exists():
        subprocess.run([sys.executable, "-m", "venv", FOLDER / "mailmerge"], check=True)
        pip = FOLDER / "mailmerge" / "bin" / "pip"
        subprocess.run([pip, "install", "--quiet", "mailmerge"], check=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        attached = "".join(f"ATTACHMENT: {file.name}\n" for file in _files(folder, work))
        (folder / "mailmerge_template.txt").write_text(
            "TO: {{email}}\nSUBJECT: Для {{name}}\nFROM: office@example.com\n"
            f"{attached}\nЗдравствуйте, {{{{name}}}}!\n{work.words}\n",
            encoding="utf-8",
        )
        (folder / "mailmerge_server.conf").write_text(
            f"[smtp_server]\nhost = 127.0.0.1\nport = {port}\nsecurity = Never\n", encoding="utf-8"
        )

        def run(letters: int) -> None:
            rows = "".join(f"client{n}@example.com,Контакт {n}\n" for n in range(letters))
            people = folder / "mailmerge_database.csv"
            people.write_text("email,name\n" + rows, encoding="utf-8")
            command = [tool, "--no-dry-run", "--no-limit", "--output-format", "text"]
            subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)

        return _beyond_start(run, count)


def _files(folder: Path, work: Work) -> list[Path]:
    files = []
    for name, data in (("p.png", work.picture), ("price.pdf", bytes(work.attached))):
        if data:
            files.append(folder / name)
            files[-1].write_bytes(data)
    return files


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _beyond_start(run: Callable[[int], None], count: int) -> float:
    start = seconds(lambda: run(1))
    return (count - 1) / (seconds(lambda: run(count)) - start)
