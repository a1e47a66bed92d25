/** The Chinese sentences of practising; fetched with its page. */
export const zh = {
  "practice.title": "练习",
  "practice.lead": "这里有一个编出来的村子，随便点、随便记。什么都不会上传，也不会改动真的记录。没有网络也能练。",
  "practice.running": "正在练习。这里记的都不算，也不会上传。",
  "practice.step_1": "看名单：红色的先去，黄色的今天去，绿色的不急。",
  "practice.step_2": "到了老人家，点“记录探访”。",
  "practice.step_3": "没有问题就点“一切正常”，再点“保存”。三下就好。",
  "practice.step_4": "没有网络也能记：先存在手机里，有网时自己上传。",
  "practice.step_5": "有急事先打电话：名单下面有“求助”。",
  "practice.start": "开始练习",
  "practice.on": "接着练习",
  "practice.stop": "结束练习",
  "practice.opening": "正在打开…",
  "practice.failed": "练习打不开。请关掉应用再试。",
  "practice.village": "练习村",
  "practice.name": "练习",
} as const;
