"""`shouwang backup`, `shouwang restore` and `shouwang move`."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from shouwang.audit.noting import note
from shouwang.audit.words import Deed
from shouwang.backups.archive import Contents
from shouwang.backups.failures import NotDone
from shouwang.backups.moving import move as move_to
from shouwang.backups.restoring import restore as restore_from
from shouwang.backups.sealed_file import identity_of
from shouwang.backups.taking import back_up, check, forget_older
from shouwang.database import make_engine, writing
from shouwang.sealing import load_key
from shouwang.settings import Settings, settings

File = Annotated[Path | None, typer.Argument(help="备份文件 · the backup")]


def backup(
    where: Annotated[Path, typer.Argument(help="备份文件，或存放备份的文件夹 · the file to write, or a folder")],
    without_pictures: Annotated[bool, typer.Option(help="不含照片和语音 · leave pictures out")] = False,
    keep: Annotated[
        int, typer.Option(min=0, help="文件夹里只留最近几份，0 为全留 · keep so many in the folder; 0: all")
    ] = 0,
) -> None:
    """备份：服务不停，加密，并恢复到临时处核对 · Back up while serving: sealed, and checked by restoring it."""
    began = time.monotonic()
    with _told():
        made = back_up(where, with_pictures=not without_pictures)
        older = forget_older(where, keep) if keep and where.is_dir() else 0
    _note(Deed.BACKED_UP, made.contents)
    typer.echo(f"✓ {made.path} ({made.size / 1e6:.1f} MB, {time.monotonic() - began:.1f} s)")
    _tell(made.contents, "已恢复到临时处核对一致", "restored into a fresh place, and the same")
    if made.torn:
        typer.echo(f"! 数据库里有 {made.torn} 处历史不完整 · {made.torn} rows of the database lack history", err=True)
    if older:
        typer.echo(f"  删去旧备份 {older} 份 · {older} older ones taken away")


def restore(
    path: File = None,
    force: Annotated[
        bool, typer.Option(help="已有数据也换掉，原数据另存 · even where there is data; it is kept")
    ] = False,
    only_check: Annotated[bool, typer.Option("--check", help="只核对，不恢复 · only check it")] = False,
    identity: Annotated[
        bool, typer.Option(help="打印 age 程序用的私钥 · print what the program `age` opens backups with")
    ] = False,
) -> None:
    """恢复：换成备份里的数据，手机会补发之后的记录 · Put a backup in place; phones send again what came after it."""
    if identity:
        typer.echo(str(identity_of(load_key(settings()))))
        return
    if path is None:
        raise typer.BadParameter("备份文件呢？ / Which backup?")
    with _told():
        if only_check:
            _tell(check(path), "备份完好", "the backup is sound")
            return
        done = restore_from(path, force=force)
    _note(Deed.RESTORED, done.contents)
    _tell(done.contents, "已恢复", "restored")
    if done.aside:
        typer.echo(f"  原来的数据在 {done.aside} · what was there before is in {done.aside}")
    if done.keys:
        named = ", ".join(done.keys)
        typer.echo(f"! 请把这些县密钥加入 SHOUWANG_COUNTY_KEYS · Add to SHOUWANG_COUNTY_KEYS: {named}", err=True)
    typer.echo("  现在启动服务；手机联网后会补发备份之后的记录。")
    typer.echo("  Start the server now; phones send again what they hold from after the backup.")


def move(to: Annotated[str, typer.Argument(help="postgresql://… 或 sqlite:///… · where to")]) -> None:
    """搬到另一个数据库，逐表核对 · Move the county to another database, and compare every table."""
    began, url = time.monotonic(), Settings(database_url=to).url
    with _told():
        moved = move_to(url)
    _note_moved(url, sum(each.count for each in moved.tables.values()))
    for name, each in moved.tables.items():
        typer.echo(f"  {name:24}{each.count:>10}  {each.digest[:16]}")
    rows = sum(each.count for each in moved.tables.values())
    typer.echo(f"✓ {len(moved.tables)} 张表 {rows} 行，逐表核对一致（{time.monotonic() - began:.1f} 秒）")
    typer.echo(f"✓ {len(moved.tables)} tables, {rows} rows, each table compared and the same")
    if moved.aside:
        typer.echo(f"  原文件改名为 {moved.aside} · the old file is {moved.aside} now")
    shown = make_url(url).set(drivername="postgresql") if url.startswith("postgresql") else make_url(url)
    typer.echo(f"  现在设置 · Now set SHOUWANG_DATABASE_URL={shown.render_as_string(hide_password=True)}")


def _note(deed: Deed, contents: Contents) -> None:
    try:
        with writing() as session:
            note(session, deed, None, made_at=contents.about.made_at, rows=contents.rows)
    except DBAPIError:
        # Whoever backs up before an upgrade may do so with the newer release: there is no table of it yet.
        typer.echo("! 数据库还是旧版结构，审计里没有记下 · An older schema: the audit does not tell of it", err=True)


def _note_moved(url: str, rows: int) -> None:
    there = make_engine(url)
    with writing(there) as session:
        note(session, Deed.MOVED, None, rows=rows)
    there.dispose()


def _tell(contents: Contents, zh: str, en: str) -> None:
    told = f"{len(contents.tables)} 张表 {contents.rows} 行，照片 {contents.pictures} 张（{contents.about.made_at}）"
    typer.echo(f"✓ {zh}：{told}")
    typer.echo(f"✓ {en}: {len(contents.tables)} tables, {contents.rows} rows, {contents.pictures} pictures")
    if contents.missing:
        typer.echo(
            f"! {contents.missing} 张照片不在存储里 · {contents.missing} pictures are not in the store", err=True
        )


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except NotDone as why:
        typer.echo(f"✗ {why.told}", err=True)
        raise typer.Exit(1) from None
