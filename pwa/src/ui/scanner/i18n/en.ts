import type { zh } from "./zh";

export const en: { [key in keyof typeof zh]: string } = {
  "scanner.aim": "Hold the QR code inside the frame",
  "scanner.starting": "Opening the camera…",
  "scanner.photo": "Find the QR code in a photo",
  "scanner.looking": "Looking at the photo…",
  "scanner.photo_empty": "There is no QR code in this photo. Try another: closer, straighter, brighter.",
  "scanner.photo_broken": "This file cannot be opened. Please choose a photo.",
  "scanner.again": "Try again",
  "scanner.refused": "Shouwang may not use the camera yet.",
  "scanner.refused_help":
    "Tap the icon left of the address, allow the camera, and try again. Or do without it, as below.",
  "scanner.none": "No camera was found.",
  "scanner.none_help": "Please do it as below.",
  "scanner.busy": "The camera does not open.",
  "scanner.busy_help": "Another app may be using it. Close that app and try again.",
  "scanner.not_secure": "This address is not secure: the browser gives no camera.",
  "scanner.not_secure_help": "Please do it as below.",
};
