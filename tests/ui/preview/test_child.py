"""The child's side of the conversation, as a process."""

import json
import subprocess
import sys

import pytest


@pytest.fixture
def child(tk_root, driver):
    import tkinter as tk

    lent = tk.Frame(tk_root, container=True, width=300, height=200)
    lent.pack()
    tk_root.update()
    command = [sys.executable, "-P", "-m", "depesha.ui.preview.child", str(lent.winfo_id()), "1.0"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield process
        process.kill()


def heard(child, driver):
    lines = []
    driver.root.tk.createfilehandler(
        child.stdout, 2, lambda *_what: lines.append(json.loads(child.stdout.readline()))
    )
    driver.until(lambda: lines, "an answer of the child")
    driver.root.tk.deletefilehandler(child.stdout)
    return lines[0]


def say(child, **words):
    child.stdin.write(json.dumps(words).encode() + b"\n")
    child.stdin.flush()


def test_it_shows_what_comes_in_and_ends_with_its_input(child, driver):
    assert heard(child, driver) == {"ready": True}
    say(child, number=1, html="<p>Привет</p>", pictures={})
    assert heard(child, driver) == {"shown": 1}
    child.stdin.close()
    driver.until(lambda: child.poll() is not None, "the end of the child")
    assert child.returncode == 0


def test_of_several_letters_the_last_is_shown(child, driver):
    assert heard(child, driver) == {"ready": True}
    lines = [json.dumps({"number": n, "html": f"<p>{n}</p>", "pictures": {}}) for n in (1, 2, 3)]
    child.stdin.write("\n".join([*lines, ""]).encode())
    child.stdin.flush()
    assert heard(child, driver) == {"shown": 3}
