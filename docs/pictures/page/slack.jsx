// Slack's side: slack-blocks-to-jsx draws the blocks; the file's card and the frame are ours.
import { Message } from "slack-blocks-to-jsx";
import { AVATAR, BOT, HOUR, pngOf, sizeOf, wordsOf } from "./scene.js";

export function Slack({ day, view, theme, language }) {
  const words = wordsOf(language);
  return (
    <>
      {view !== "thread" && (
        <section className="pane channel">
          <header># {words.channel}</header>
          <Post parts={day.parent} theme={theme} />
          {day.replies.length > 0 && <a className="replies">{words.replies(day.replies.flat().length)}</a>}
        </section>
      )}
      {view !== "channel" && (
        <section className="pane thread">
          <header>{words.thread}</header>
          {day.replies.map((parts, at) => (
            <Post key={at} parts={parts} theme={theme} />
          ))}
        </section>
      )}
    </>
  );
}

function Post({ parts, theme }) {
  return parts.map((payload, at) => (
    <article className="post" key={at}>
      <img src={AVATAR} alt="" />
      <div className="said">
        <p className="by">
          <b>{BOT}</b> <small className="app">APP</small> <time>{HOUR}</time>
        </p>
        <Message blocks={blocksOf(payload)} theme={theme} logo={AVATAR} name={BOT} withoutWrapper />
        {payload.file && <File file={payload.file} />}
      </div>
    </article>
  ));
}

// Slack is sent the picture first and told of it by its id; here it is the image itself.
function blocksOf({ blocks, picture }) {
  if (!picture) return blocks;
  const image = { type: "image", image_url: pngOf(picture.content), alt_text: picture.alternative };
  return blocks.toSpliced(picture.at, 0, image);
}

function File({ file }) {
  return (
    <div className="file">
      <b>{file.title}</b>
      <small>
        {file.name} · {sizeOf(file.content)}
      </small>
    </div>
  );
}
