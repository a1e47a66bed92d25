/** A picture or a voice note by the hash of its bytes. */
export interface Picture {
  sha256: string;
  size: number;
  /** The hash of what it was drawn from. */
  original?: string;
}

/** A voice note, and how long it lasts. */
export type VoiceNote = Picture & { seconds: number };

/** Where the phone was: degrees, and the radius of the truth in metres. */
export interface Position {
  lat: number;
  lon: number;
  accuracy: number;
  at: string;
}
