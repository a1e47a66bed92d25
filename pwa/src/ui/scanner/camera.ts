/** Why there is no picture; the words for it are the scanner's. */
export type CameraTrouble = "refused" | "none" | "busy" | "not_secure";

const TROUBLES: Record<string, CameraTrouble> = {
  NotAllowedError: "refused",
  PermissionDeniedError: "refused",
  SecurityError: "refused",
  NotFoundError: "none",
  DevicesNotFoundError: "none",
  OverconstrainedError: "none",
};

/** The camera that looks away from the user, where there are two. Rejects with a `CameraTrouble`. */
export async function openCamera(): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia) throw isSecureContext ? "none" : "not_secure";
  const video = { facingMode: "environment", width: { ideal: 1_280 }, height: { ideal: 720 } };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: false, video });
  } catch (thrown) {
    throw TROUBLES[(thrown as Error).name] ?? "busy";
  }
}

/** Gives the camera back: its lamp goes out. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
