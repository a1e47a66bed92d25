"""Bugs to be sown into a copy of the phone's sync, one at a time."""

from faults.bug import Bug

OF_THE_PHONE = [
    Bug(
        "an envelope is called sent before the server has it",
        "pwa/src/sync/push.ts",
        "    const json = this.json(batch, { ...news.head, watermark: await this.line.watermark() });\n",
        """    const json = this.json(batch, { ...news.head, watermark: await this.line.watermark() });
    const results = batch.map(({ id }) => ({ id, status: "applied" }));
    await this.line.outbox.settle(batch, { epoch: "epoch-1", now: new Date().toISOString(), results } as never);
""",
    ),
    Bug(
        "what a reply does not speak of counts as answered",
        "pwa/src/local/outbox.ts",
        "batch.filter((row) => answers.has(row.id)).map((row) => row.id)",
        "batch.map((row) => row.id)",
    ),
    Bug(
        "a parked record is called sent",
        "pwa/src/local/items.ts",
        'result?.status === "parked" ? "parked" : "acked"',
        '"acked"',
    ),
    Bug(
        "a dropped bucket takes the outbox with it",
        "pwa/src/sync/pull.ts",
        "  const stored = await line.cache.apply(page, asked);\n",
        """  const stored = await line.cache.apply(page, asked);
  for (const { id } of page.drop.length > 0 ? await line.outbox.all() : [])
    await line.outbox["database"].write(["mutation"], ({ mutation }) => mutation.delete(id));
""",
    ),
    Bug(
        "nothing is queued again in a new epoch",
        "pwa/src/local/outbox.ts",
        "async requeueUnless(epoch: string): Promise<void> {\n",
        "async requeueUnless(epoch: string): Promise<void> {\n    if (epoch) return;\n",
    ),
    Bug(
        "who may not pull any more hears of no new epoch",
        "pwa/src/sync/syncing.ts",
        "      await this.push.send([]);\n",
        "",
    ),
    Bug(
        "a dropped bucket leaves its number behind",
        "pwa/src/local/cache.ts",
        "    await cursor.delete(bucket);\n",
        "",
    ),
    Bug(
        "a new epoch leaves old rows behind",
        "pwa/src/local/cache.ts",
        "  if (emptied) {\n    await page.clear();\n",
        "  if (emptied) {\n",
    ),
    Bug(
        "a page that another tab has overtaken is stored",
        "pwa/src/local/cache.ts",
        "pages === null || !isSame(await standingIn(stores), asked)",
        "pages === null",
    ),
    Bug(
        "saved is said before it is stored",
        "pwa/src/records/save.ts",
        "  try {\n    await store();\n",
        "  try {\n    void store();\n",
    ),
    Bug(
        "the watermark forgets what is queued",
        "pwa/src/local/outbox.ts",
        "    return rows.reduce(",
        "    return rows.slice(0, 0).reduce(",
    ),
    Bug(
        "all that is old is forgotten, parked too",
        "pwa/src/local/outbox.ts",
        'if (state === "acked" && n !== last)',
        "if (n !== last || state)",
    ),
    Bug(
        "a page that only says what to drop ends the pull",
        "pwa/src/sync/pull.ts",
        "    page.drop.length > 0 ||\n",
        "",
    ),
    Bug(
        "what a page drops stays",
        "pwa/src/local/cache.ts",
        "[...page.drop, ...wentBack(page, asked)]",
        "wentBack(page, asked)",
    ),
    Bug(
        "whom another tab has overtaken asks for no more",
        "pwa/src/sync/pull.ts",
        "return page.more || !stored;",
        "return page.more;",
    ),
    Bug(
        "versions of a history that a restore has undone are believed",
        "pwa/src/local/profile.ts",
        " || row.epoch !== epoch;",
        ";",
    ),
    Bug(
        "an edit shows on although the server's row includes it",
        "pwa/src/local/profile.ts",
        "version < row.version",
        "version <= row.version",
    ),
    Bug(
        "no pull hears of a new epoch",
        "pwa/src/sync/pull.ts",
        "  await line.outbox.requeueUnless(reply.epoch);\n",
        "",
    ),
]
