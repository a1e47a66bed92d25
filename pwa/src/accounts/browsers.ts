/** Which browser this is, as far as signing in must know: by what it says of itself. */

/** Apps that show pages inside themselves: what is kept there goes at any time, and no other browser sees it. */
const INSIDE_AN_APP = /MicroMessenger|\bQQ\/|DingTalk|AlipayClient|Weibo/i;
/** Others on iOS that cannot put a page on the home screen in every version. */
const NOT_SAFARI = /CriOS|FxiOS|EdgiOS|OPT\/|MQQBrowser|UCBrowser|Quark|baidu/i;

export type Place = "here" | "inside_an_app" | "ios_safari" | "ios_other";

/** What a browser tells about itself. */
export interface Told {
  userAgent: string;
  maxTouchPoints: number;
  /** Whether the page was opened from the home screen. */
  standalone: boolean;
}

/**
 * Where somebody can sign in so that it lasts: here, or only elsewhere. On iOS an app on the home screen has a storage
 * of its own, and Safari forgets what a page kept there after a week without it.
 */
export function placeOf({ userAgent, maxTouchPoints, standalone }: Told): Place {
  if (INSIDE_AN_APP.test(userAgent)) return "inside_an_app";
  if (!isIos(userAgent, maxTouchPoints) || standalone) return "here";
  return NOT_SAFARI.test(userAgent) ? "ios_other" : "ios_safari";
}

/** The same of this browser. */
export function thisPlace(): Place {
  const { userAgent, maxTouchPoints } = navigator;
  const standalone =
    (navigator as { standalone?: boolean }).standalone === true || matchMedia("(display-mode: standalone)").matches;
  return placeOf({ userAgent, maxTouchPoints, standalone });
}

/** An iPad says that it is a Macintosh, but one that can be touched. */
function isIos(userAgent: string, maxTouchPoints: number): boolean {
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
}
