import { account, accounts, useAccount } from "../local/accounts";
import { go } from "../router";
import { Button } from "../ui/button";
import { t } from "./i18n";

/** A phone that several people share: change to another of them, without a network. */
export function OtherAccounts() {
  const others = accounts.value.filter(({ user }) => user !== account.value?.user);
  if (others.length === 0) return null;
  return (
    <section class="section">
      <h2>{t("me.accounts")}</h2>
      {others.map(({ user, name }) => (
        <Button key={user} kind="second" icon="person" onPress={() => void useAccount(user).then(() => go("/"))}>
          {t("me.use_account", { name })}
        </Button>
      ))}
    </section>
  );
}
