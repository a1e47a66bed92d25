/** Whether this page runs inside WeChat, whose storage may be cleared at any time and whose back button leaves. */
export function isWeChat(userAgent: string): boolean {
  return /MicroMessenger/i.test(userAgent);
}
