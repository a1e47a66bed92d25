import { account, accounts, useAccount } from "../local/accounts";
import { go } from "../router";
import { Button, ButtonLink } from "../ui/button";
import { t } from "./i18n";

/** A phone that several people share: change to another of them, without a network, or sign one more in. */
export function OtherAccounts() {
  const others = accounts.value.filter(({ user }) => user !== account.value?.user);
  return (
    <section class="section">
      <h2>{t("me.accounts")}</h2>
      {others.map(({ user, name }) => (
        <Button key={user} kind="second" icon="person" onPress={() => void useAccount(user).then(() => go("/"))}>
          {t("me.use_account", { name })}
        </Button>
      ))}
      <ButtonLink kind="quiet" icon="person" href="#/code">
        {t("me.one_more")}
      </ButtonLink>
    </section>
  );
}
