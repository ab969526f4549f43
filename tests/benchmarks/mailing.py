"""Mailing speed: the limit (smtp-source), Depesha with its full ledger, and the peers, to one sink.

    python tests/benchmarks/mailing.py [--count 5000] [--rounds 3] [--connections 8] [--no-peers]

Rounds are interleaved and medians compared, since the machine may be busy with something else.
nodemailer and mailmerge are fetched into `build/bench` once. mailmerge keeps one connection, as it
always does. Nobody but Depesha keeps a durable record per person while it sends.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sample_office import PLAIN, RICH, WORDS, Work, office, plan, send, smtp_sink

FOLDER = Path(__file__).resolve().parents[2] / "build" / "bench"

NODE = """
const nodemailer = require('nodemailer');
const [port, count, connections, text, picture] = process.argv.slice(2);
const transport = nodemailer.createTransport({host: '127.0.0.1', port: +port, secure: false,
  ignoreTLS: true, pool: true, maxConnections: +connections, maxMessages: Infinity});
const attachments = picture ? [{filename: 'p.png', path: picture, cid: 'p.png'}] : [];
const content = picture ? require('fs').readFileSync(picture) : null;
(async () => {
  const all = [];
  for (let n = 0; n < +count; n++) {
    const text1 = `Здравствуйте, Контакт ${n}!\\n${text}`;
    all.push(transport.sendMail({from: 'office@example.com', to: `client${n}@example.com`,
      subject: `Для Контакт ${n}`, text: text1,
      html: content ? `<p>${text1}</p><img src="cid:p.png">` : undefined,
      attachments: content ? [{filename: 'p.png', content, cid: 'p.png'}] : []}));
    if (all.length >= 500) { await Promise.all(all); all.length = 0; }
  }
  await Promise.all(all);
  transport.close();
})();
"""


def limit(port: int, work: Work, count: int, connections: int) -> float:
    """Letters per second of Postfix's own measuring client."""
    command = ["smtp-source", "-s", str(connections), "-m", str(count), "-l", str(work.size)]
    command += ["-f", "office@example.com", "-t", "client@example.com", "-4", f"127.0.0.1:{port}"]
    return _rate(count, lambda: subprocess.run(command, check=True))


def ours(port: int, work: Work, count: int, connections: int) -> float:
    """Depesha: plan first, then the engine alone is timed, as the peers' lists are ready too."""
    with tempfile.TemporaryDirectory() as folder:
        made = office(Path(folder), port, count, connections)
        mailing_id = plan(made, work)
        before = _cpu()
        rate = _rate(count, lambda: send(made, mailing_id))
        CPU.setdefault(work.name, []).append((_cpu() - before) / count * 1000)
        made.close()
    return rate


CPU: dict[str, list[float]] = {}


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def nodemailer(port: int, work: Work, count: int, connections: int) -> float:
    """nodemailer with a pool of kept connections."""
    if not (FOLDER / "node_modules" / "nodemailer").is_dir():
        subprocess.run(["npm", "install", "--silent", "--prefix", FOLDER, "nodemailer"], check=True)
    script = FOLDER / "mail.cjs"
    script.write_text(NODE, encoding="utf-8")
    words = [str(port), str(count), str(connections), WORDS * (60 if work.picture else 5)]
    if work.picture:
        picture = FOLDER / "p.png"
        picture.write_bytes(work.picture)
        words.append(str(picture))
    return _rate(count, lambda: subprocess.run(["node", script, *words], check=True))


def mailmerge(port: int, work: Work, count: int, _connections: int) -> float:
    """mailmerge, a mail merge for the command line."""
    tool = FOLDER / "mailmerge" / "bin" / "mailmerge"
    if not tool.exists():
        subprocess.run([sys.executable, "-m", "venv", FOLDER / "mailmerge"], check=True)
        pip = FOLDER / "mailmerge" / "bin" / "pip"
        subprocess.run([pip, "install", "--quiet", "mailmerge"], check=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        attached = "ATTACHMENT: p.png\n" if work.picture else ""
        (folder / "p.png").write_bytes(work.picture)
        (folder / "mailmerge_template.txt").write_text(
            "TO: {{email}}\nSUBJECT: Для {{name}}\nFROM: office@example.com\n"
            f"{attached}\nЗдравствуйте, {{{{name}}}}!\n{WORDS * (60 if work.picture else 5)}\n",
            encoding="utf-8",
        )
        (folder / "mailmerge_server.conf").write_text(
            f"[smtp_server]\nhost = 127.0.0.1\nport = {port}\nsecurity = Never\n", encoding="utf-8"
        )
        rows = "".join(f"client{n}@example.com,Контакт {n}\n" for n in range(count))
        (folder / "mailmerge_database.csv").write_text("email,name\n" + rows, encoding="utf-8")
        command = [tool, "--no-dry-run", "--no-limit", "--output-format", "text"]
        return _rate(
            count,
            lambda: subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL),
        )


def _rate(count: int, work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return count / (time.perf_counter() - begin)


def main(argv: list[str] | None = None) -> None:
    """Measure and print one table per kind of letter."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--no-peers", action="store_true")
    args = parser.parse_args(argv)
    FOLDER.mkdir(parents=True, exist_ok=True)
    runners = {"smtp-source (limit)": limit, "Depesha": ours}
    if not args.no_peers:
        runners["nodemailer"] = nodemailer
        runners["mailmerge"] = mailmerge
        if shutil.which("npm") is None:
            del runners["nodemailer"]
    for work in (RICH, PLAIN):
        rates: dict[str, list[float]] = {name: [] for name in runners}
        for _round in range(args.rounds):
            for name, run in runners.items():
                # The slow peers need not send as many to be measured as well.
                count = args.count if run in (limit, ours) else max(200, args.count // 5)
                with smtp_sink() as port:
                    rates[name].append(run(port, work, count, args.connections))
        _show(work, rates)


def _show(work: Work, rates: dict[str, list[float]]) -> None:
    top = statistics.median(rates["smtp-source (limit)"])
    own = statistics.median(rates["Depesha"])
    print(f"\n{work.name}: {json.dumps(os.getloadavg()[:1])} load")
    for name, found in rates.items():
        rate = statistics.median(found)
        print(
            f"  {name:22}{rate:8.0f} letters/s   {rate / top:5.2f} of the limit"
            f"   Depesha is {own / rate:5.1f} x"
        )
    print(f"  Depesha's own CPU: {statistics.median(CPU[work.name]):.2f} s per 1000 letters")


if __name__ == "__main__":
    main()
