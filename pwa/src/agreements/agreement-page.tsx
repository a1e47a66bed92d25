import { personView } from "../local/view";
import { UnknownPerson } from "../register/unknown-person";
import { back } from "../router";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { TopBar } from "../ui/top-bar";
import { EndForm } from "./end-form";
import { t } from "./i18n";
import { SignForm } from "./sign-form";

/** An agreement is signed for somebody, or one of hers is ended. */
export default function AgreementPage({ person, agreement }: { person: string; agreement: string }) {
  const view = personView(person).value;
  if (!view)
    return (
      <Page
        top={
          <TopBar title={t("hers.title")} back={() => back("/")}>
            <UnsentMark />
          </TopBar>
        }
      >
        <UnknownPerson />
      </Page>
    );
  return agreement ? <EndForm view={view} agreement={agreement} /> : <SignForm view={view} />;
}
