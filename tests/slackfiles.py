"""Files of our own Slack: reserved, uploaded, and only then shown to anybody."""

import re

from aiohttp import web
from slackstate import State
from slackwire import Json, SlackError, check_message

PNG = b"\x89PNG"
CHANNEL = re.compile(r"[CGDZ][A-Z0-9]*")  # Slack wants nine characters; ours are shorter


class Files(State):
    """What `files.*` does."""

    async def api_files_getuploadurlexternal(self, asked: Json) -> Json:
        """Reserve a file."""
        self.need("files:write")
        if int(str(asked.get("length") or 0)) <= 0 or not asked.get("filename"):
            raise SlackError("invalid_arguments")
        file_id = f"F{len(self.files) + 1}"
        self.files[file_id] = {"id": file_id, "name": asked["filename"], "length": int(str(asked["length"]))}
        return {"file_id": file_id, "upload_url": f"{self.url}/upload/{file_id}"}

    async def upload(self, request: web.Request) -> web.Response:
        """Take the bytes of a file."""
        content = await request.read()
        file = self.files[request.match_info["file"]]
        if len(content) != file["length"]:
            return web.Response(status=400, text="wrong length")
        file["content"] = content if content.startswith(PNG) else content.decode()
        return web.Response(text=f"OK - {len(content)}")

    async def api_files_completeuploadexternal(self, asked: Json) -> Json:
        """Show files in a channel; a person is none, whatever `chat.postMessage` makes of one."""
        self.need("files:write")
        files = asked["files"]
        assert isinstance(files, list)
        for one in files:
            if "content" not in self.files.get(one["id"], {}):
                raise SlackError("file_not_found")
            self.files[one["id"]]["title"] = one.get("title")
            self.files[one["id"]]["looked_at"] = self.slow_looks  # … more calls until it is known what it is
        if channel := asked.get("channel_id"):
            if not CHANNEL.fullmatch(str(channel)):
                raise SlackError("invalid_arguments")
            place = self.writable(channel)
            if asked.get("thread_ts"):
                self.parent(place.id, asked["thread_ts"])
            if asked.get("blocks"):
                check_message(asked)
            held = [{name: self.files[one["id"]][name] for name in ("id", "name", "title")} for one in files]
            self.store(place.id, {**asked, "metadata": None, "files": held}, asked.get("thread_ts"))
        return {"files": [{"id": one["id"], "title": one.get("title")} for one in files]}

    def pictures(self) -> list[str]:
        """Return the pictures that Slack has looked at by now."""
        known = [file for file in self.files.values() if "looked_at" in file and _is_png(file)]
        ready = [str(file["id"]) for file in known if file["looked_at"] == 0]
        for file in known:
            file["looked_at"] = max(int(str(file["looked_at"])) - 1, 0)
        return ready


def _is_png(file: Json) -> bool:
    content = file["content"]
    return isinstance(content, bytes) and content.startswith(PNG)
