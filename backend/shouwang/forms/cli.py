"""`shouwang form`: what is asked at a visit, looked at, checked and adopted."""

import json
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from shouwang import clock
from shouwang.audit.noting import note
from shouwang.audit.words import Deed
from shouwang.database import reading, writing
from shouwang.forms import queries, service
from shouwang.forms.definition import Form
from shouwang.forms.shipped import FormError, form_as_json, read_form, shipped
from shouwang.sealing import make_ready
from shouwang.sync.write import Author

app = typer.Typer(no_args_is_help=True, help="表单 · Forms: list, show, check, adopt.")
File = Annotated[Path, typer.Argument(help="a form (.toml)", exists=True, dir_okay=False)]


@app.command("list")
def list_forms() -> None:
    """列出表单和版本 · List the forms in their versions, those that ship and the county's own."""
    for (form, version), definition in shipped().items():
        typer.echo(_line(form, version, definition.zh, len(definition.questions), "内置 / shipped"))
    make_ready()
    with reading() as session:
        for row in queries.adopted_forms(session):
            when = f"本县 / county, {row.adopted_at:%Y-%m-%d}"
            typer.echo(_line(row.form, row.form_version, row.body["zh"], len(row.body["questions"]), when))


@app.command()
def show(form: Annotated[str, typer.Argument(help="the id of a form that ships, as `visit`")]) -> None:
    """输出内置表单，可以此为底稿修改 · Print the newest shipped version, to start from."""
    numbers = [number for name, number in shipped() if name == form]
    if not numbers:
        raise _refused(f"{form}: 没有这个表单 / no such form")
    file = resources.files("shouwang.forms").joinpath("shipped", f"{form}-{max(numbers)}.toml")
    typer.echo(file.read_text("utf-8"), nl=False)


@app.command("json")
def json_of_all() -> None:
    """按 JSON 输出全部内置表单，手机端编译用 · Print all that ship as JSON, as the phone's app has them built in."""
    versions: dict[str, dict[int, object]] = {}
    for (form, version), definition in shipped().items():
        versions.setdefault(form, {})[version] = form_as_json(definition)
    typer.echo(json.dumps(versions, ensure_ascii=False))


@app.command()
def check(file: File) -> None:
    """检查一个表单 · Check a form; say what is wrong with it, and where."""
    form = _read(file)
    typer.echo(f"✓ {form.id}: {len(form.questions)} 个问题 / questions")


@app.command()
def adopt(file: File) -> None:
    """本县从现在起使用一个表单 · Have the county ask a form from now on; old records keep their version."""
    form = _read(file)
    make_ready()
    try:
        with writing() as session:
            row = service.adopt(session, form, Author(None, clock.now()))
            note(session, Deed.FORM_ADOPTED, None, "form", row.form, version=row.form_version)
            typer.echo(f"✓ {row.form} 第 {row.form_version} 版 / version {row.form_version}")
    except FormError as problem:
        raise _refused(*(f"{file.name}: {said}" for said in problem.problems)) from None


def _read(file: Path) -> Form:
    """A form from a file; one that is not right is told, each fault on a line, and ends the command."""
    try:
        return read_form(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise _refused(f"{file.name}: {problem.__class__.__name__}") from None
    except FormError as problem:
        raise _refused(*(f"{file.name}: {said}" for said in problem.problems)) from None


def _line(form: str, version: int, name: str, questions: int, where: str) -> str:
    return f"{form} {version} · {name} · {questions} 个问题 / questions · {where}"


def _refused(*sentences: str) -> typer.Exit:
    for sentence in sentences:
        typer.echo(f"✗ {sentence}", err=True)
    return typer.Exit(1)
