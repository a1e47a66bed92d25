/** The Chinese sentences of the scanner; fetched with it. */
export const zh = {
  "scanner.aim": "把二维码放进框里",
  "scanner.starting": "正在打开相机…",
  "scanner.photo": "从照片里找二维码",
  "scanner.looking": "正在看照片…",
  "scanner.photo_empty": "这张照片里没有找到二维码。请换一张：拍得近一些、正一些、亮一些。",
  "scanner.photo_broken": "这个文件打不开，请选一张照片。",
  "scanner.again": "再试一次",
  "scanner.refused": "守望还不能用相机。",
  "scanner.refused_help": "请点网址左边的图标，把“相机”改成“允许”，再试一次。也可以不用相机，用下面的办法。",
  "scanner.none": "没有找到相机。",
  "scanner.none_help": "请用下面的办法。",
  "scanner.busy": "相机打不开。",
  "scanner.busy_help": "可能别的应用正在用它。请关掉那个应用，再试一次。",
  "scanner.not_secure": "这个网址不安全，浏览器不让用相机。",
  "scanner.not_secure_help": "请用下面的办法。",
} as const;
