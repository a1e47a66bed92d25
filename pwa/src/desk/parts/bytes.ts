import { useEffect, useState } from "preact/hooks";
import { fetchBytes } from "../../api/blobs";
import { codeOf } from "../../api/failure";
import { account, thisPhone } from "../../local/accounts";

interface Fetched {
  address: string | undefined;
  failure: string | undefined;
}

/** An address of bytes that only who may see their row is given, as long as the page is open; null: none are wanted yet. */
export function useBytes(sha256: string | null, size?: "small"): Fetched {
  const [address, setAddress] = useState<string>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    if (sha256 === null) return;
    let made: string | undefined;
    let isGone = false;
    fetchBytes(thisPhone().phone, account.value?.token ?? "", sha256, size).then(
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
  }, [sha256, size]);
  return { address, failure };
}
