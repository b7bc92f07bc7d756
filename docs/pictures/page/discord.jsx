// Discord's side: discord-components draws messages, headings, links, menus, buttons and files. It knows no
// Components V2 yet, so that the container's frame is ours.
import "@skyra/discord-components-core";
import { Markdown } from "./markdown.jsx";
import { AVATAR, BOT, HOUR, pngOf, sizeOf, wordsOf } from "./scene.js";

const TYPES = { ROW: 1, BUTTON: 2, MENU: 3, TEXT: 10, GALLERY: 12, FILE: 13, SEPARATOR: 14, CONTAINER: 17 };
const LINK_STYLE = 5;

export function Discord({ day, view, theme, language }) {
  const words = wordsOf(language);
  const light = theme === "light" ? "" : undefined;
  const shared = { light, words };
  return (
    <>
      {view !== "thread" && (
        <discord-messages class="pane" light-theme={light} channel-type="text" channel-name={words.channel}>
          <Post parts={day.parent} thread={day.replies.length > 0 && day} {...shared} />
        </discord-messages>
      )}
      {view !== "channel" && (
        <discord-messages class="pane" light-theme={light} channel-type="thread" channel-name={nameOf(day)}>
          {day.replies.map((parts, at) => (
            <Post key={at} parts={parts} {...shared} />
          ))}
        </discord-messages>
      )}
    </>
  );
}

function Post({ parts, thread, light, words }) {
  return parts.map((payload, at) => (
    <discord-message key={at} author={BOT} avatar={AVATAR} bot="" timestamp={HOUR} light-theme={light}>
      <div slot="components">
        {payload.components.map((component, number) => (
          <Component key={number} component={component} payload={payload} light={light} />
        ))}
      </div>
      {thread && (
        <discord-thread slot="thread" name={nameOf(thread)} cta={words.see} light-theme={light}>
          {words.replies(thread.replies.flat().length)}
        </discord-thread>
      )}
    </discord-message>
  ));
}

function Component({ component, payload, light }) {
  switch (component.type) {
    case TYPES.CONTAINER:
      return (
        <div className="container" style={{ borderLeftColor: colour(component.accent_color) }}>
          {component.components.map((inner, at) => (
            <Component key={at} component={inner} payload={payload} light={light} />
          ))}
        </div>
      );
    case TYPES.TEXT:
      return <Markdown text={component.content} light={light} />;
    case TYPES.ROW:
      return (
        <discord-action-row>
          {component.components.map((inner, at) => (
            <Control key={at} control={inner} light={light} />
          ))}
        </discord-action-row>
      );
    case TYPES.FILE:
      return <File payload={payload} url={component.file.url} light={light} />;
    case TYPES.SEPARATOR:
      return <hr className="separator" />;
    case TYPES.GALLERY:
      return component.items.map((item, at) => (
        <img key={at} className="media" src={pngOf(payload.picture)} alt={item.description} />
      ));
    default:
      throw new Error(`No picture of a Discord component of type ${component.type}`);
  }
}

function Control({ control, light }) {
  if (control.type === TYPES.MENU) {
    return <discord-string-select-menu placeholder={control.placeholder} light-theme={light} />;
  }
  return (
    <discord-button type="secondary" url={control.style === LINK_STYLE ? control.url : undefined}>
      {control.label}
    </discord-button>
  );
}

function File({ payload, url, light }) {
  const name = url.replace("attachment://", "");
  return <discord-file-attachment name={name} bytes={sizeOf(payload.file)} href="#" light-theme={light} />;
}

const colour = (number) => `#${number.toString(16).padStart(6, "0")}`;

// A thread is called like its parent's title, without the sign of its level.
function nameOf(day) {
  const [first] = day.parent[0].components[0].components;
  return first.content.split("\n")[0].replace(/^## (?:\p{Extended_Pictographic}\ufe0f? )?/u, "");
}
