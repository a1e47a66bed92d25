/** The version of the Python package, put in by the build (vite.config.ts). */
declare const APP_VERSION: string;
