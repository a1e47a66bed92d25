import { call } from "../../api/client";
import type { components } from "../../api/schema";
import type { Path } from "../api";
import { queryString } from "../route";

type Shapes = components["schemas"];

export type Channels = Shapes["ChannelsReply"];
export type Channel = Shapes["ChannelLine"];
export type NewChannel = Shapes["NewChannel"];
export type Calls = Shapes["CallsReply"];
export type Escalations = Shapes["EscalationsReply"];
export type Escalation = Shapes["EscalationLine"];

export const channelsPath = (): Path<Channels> => ({ path: "/api/reminders/channels" });
export const callsPath = (township: string): Path<Calls> => ({
  path: `/api/reminders/calls${queryString({ township })}`,
});
export const escalationsPath = (township: string): Path<Escalations> => ({
  path: `/api/reminders/escalations${queryString({ township })}`,
});

export function makeChannel(asked: Partial<NewChannel>): Promise<Channel> {
  return call("POST", "/api/reminders/channels", asked);
}

/** A test message with a code; what became of it is in the answer. */
export function testChannel(id: string): Promise<Channel> {
  return call("POST", `/api/reminders/channels/${encodeURIComponent(id)}/test`);
}

export function confirmChannel(id: string, code: string): Promise<Channel> {
  return call("POST", `/api/reminders/channels/${encodeURIComponent(id)}/confirm`, { code });
}

export function endChannel(id: string): Promise<void> {
  return call("POST", `/api/reminders/channels/${encodeURIComponent(id)}/end`);
}

/** Nobody else is asked about this one. */
export function stopEscalation(id: string, reason: string): Promise<void> {
  return call("POST", `/api/reminders/escalations/${encodeURIComponent(id)}/stop`, { reason });
}
