import { t, word } from "../i18n";
import { SignInLinkButton } from "../parts/sign-in-link";
import type { Worker } from "../rows";
import { CloseAccount, OpenAccount } from "./close-account";
import { found } from "./found";

/** The accounts of offices below the reader's, and those that were closed: she may close and open them. */
export function OtherAccounts({ of }: { of: Worker[] }) {
  return (
    <>
      <Accounts title={t("accounts.staff")} rows={of.filter(({ active, is_staff }) => active && is_staff)} />
      <Accounts title={t("accounts.closed")} rows={of.filter(({ active }) => !active)} />
    </>
  );
}

const HEADS = ["name", "role", "place"] as const;

function Accounts({ title, rows }: { title: string; rows: Worker[] }) {
  if (rows.length === 0) return null;
  return (
    <section class="desk-accounts desk-screen-only">
      <h2>{title}</h2>
      <table class="desk-table desk-workers" aria-label={title}>
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col" class={`c-${head}`}>
                {t(`workers.${head}`)}
              </th>
            ))}
            <th scope="col" class="c-link">
              {t("accounts.account")}
            </th>
          </tr>
        </thead>
        <tbody>
          {found(rows, "", () => "").map((worker) => (
            <Row key={worker.id} worker={worker} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ worker }: { worker: Worker }) {
  return (
    <tr>
      <th scope="row" class="c-name">
        {worker.name}
      </th>
      <td class="c-role">{word("role", worker.role)}</td>
      <td class="c-place">{worker.place_name}</td>
      <td class="c-link">
        {worker.may_invite && <SignInLinkButton user={worker.id} name={worker.name} />}{" "}
        {worker.active ? <CloseAccount worker={worker} /> : <OpenAccount worker={worker} />}
      </td>
    </tr>
  );
}
