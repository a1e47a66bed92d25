import { useEffect, useState } from "preact/hooks";
import { fetchBytes } from "../../api/blobs";
import { codeOf } from "../../api/failure";
import { account, thisPhone } from "../../local/accounts";
import { t } from "../i18n";
import { failureText } from "../parts/state";

/** A picture that only who may see its row is given; it is forgotten with the page. */
export function Picture({ sha256 }: { sha256: string }) {
  const [address, setAddress] = useState<string>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let isGone = false;
    fetchBytes(thisPhone().phone, account.value?.token ?? "", sha256).then(
      (blob) => {
        if (isGone) return;
        made = URL.createObjectURL(blob);
        setAddress(made);
      },
      (reason) => setFailure(codeOf(reason)),
    );
    return () => {
      isGone = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [sha256]);
  if (failure !== undefined) return <p role="alert">{failureText(failure)}</p>;
  if (address === undefined) return <p role="status">{t("state.loading")}</p>;
  return <img class="desk-sheet-picture" src={address} alt={t("sheet.picture")} />;
}
