// What both apps put around messages: names, a face for the bot, the hour of the post.
export const BOT = "Commit Digest";
export const HOUR = "09:00";

const FACE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="#3b5bdb"/>
<g fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"><path d="M6 20h9M25 20h9"/><circle cx="20" cy="20" r="5"/></g></svg>`;
export const AVATAR = `data:image/svg+xml;utf8,${encodeURIComponent(FACE)}`;

const WORDS = {
  en: { channel: "releases", thread: "Thread", replies: (count) => `${count} replies`, see: "See thread" },
  zh: { channel: "每日更新", thread: "消息列", replies: (count) => `${count} 条回复`, see: "查看子区" },
};
export const wordsOf = (language) => WORDS[language];

export const pngOf = (base64) => `data:image/png;base64,${base64}`;
export const sizeOf = (text) => `${(new TextEncoder().encode(text).length / 1024).toFixed(1)} KB`;
