/** The Chinese sentences about cards at doors; fetched with their page. */
export const zh = {
  "door.title": "门牌码",
  "door.scan": "对准门上的码",
  "door.other": "这不是门牌码。请对准门上挂的那张卡。",
  "door.whom": "您来看谁？",
  "door.unknown": "没找到这户人家",
  "door.unknown_help": "这个码不是您照料的人家的，或者是刚换的新码。联网以后再扫一次，也可以直接在名单里选人。",
  "door.void": "这张卡已经换过新的了。探访照样可以记，请告诉乡镇门上还挂着旧卡。",
  "door.again": "再扫一次",
  "door.to_people": "在名单里选人",
  "door.shown": "到门：已扫门牌码",
  "door.flag_unknown": "扫的码没有登记",
  "door.flag_other": "扫的是别家的门牌码",
  "door.flag_void": "扫的是换掉的旧卡",
};
