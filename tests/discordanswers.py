"""How a local Discord takes answers to interactions: in time, once, while the token lives."""

from discordchannels import DiscordChannels
from discordwords import EPHEMERAL, Interaction, Json, RefusalError


class DiscordAnswers(DiscordChannels):
    """Channels in which people ask."""

    def _interaction(self, token: str) -> Interaction:
        one = self.interactions.get(token)
        if one is None or one.acknowledged is None or self._age(one) > 15 * 60:
            raise RefusalError(401 if one else 404, 50027 if one else 10015)
        return one

    def _age(self, one: Interaction) -> float:
        return self.clock().timestamp() - one.made

    def _callback(self, id_: str, token: str, body: Json, files: list[str], **_: object) -> Json:
        one = self.interactions.get(token)
        if one is None or one.id != id_ or (one.acknowledged is None and self._age(one) > 3):
            raise RefusalError(404, 10062, "Unknown interaction")
        if one.acknowledged is not None:
            raise RefusalError(400, 40060, "Interaction has already been acknowledged.")
        data = body.get("data") or {}
        if body["type"] == 4:
            one.ephemeral = bool(data.get("flags", 0) & EPHEMERAL)
            one.original = self._stored(one.channel, data, files)["id"]
        elif body["type"] == 5:
            assert set(data) <= {"flags"}
            assert data.get("flags", 0) in (0, EPHEMERAL)
            one.ephemeral = bool(data.get("flags"))
        elif body["type"] == 8:
            assert len(data["choices"]) <= 25
            assert all(
                1 <= len(str(c["name"])) <= 100 and len(str(c["value"])) <= 100 for c in data["choices"]
            )
            one.choices = data["choices"]
        one.acknowledged = self.clock().timestamp()
        return {"interaction": {"id": id_, "type": 2, "response_message_id": one.original}}

    def _edit_original(self, token: str, body: Json, files: list[str], **_: object) -> Json:
        one = self._interaction(token)
        flags = EPHEMERAL if one.ephemeral else 0
        if one.original is None:
            body = {**body, "flags": body.get("flags", 0) | flags}
            message = self._stored(one.channel, body, files)
            one.original = message["id"]
            one.followups.insert(0, message)
            return message
        if one.ephemeral:
            self._checked(body, files)
            message = next(each for each in one.followups if each["id"] == one.original)
            message |= {"components": body["components"], "files": files}
            return message
        return self._edit(one.channel, one.original, body=body, files=files)

    def _delete_original(self, token: str, **_: object) -> Json:
        one = self._interaction(token)
        self.messages[one.channel] = [m for m in self.messages[one.channel] if m["id"] != one.original]
        one.followups = [m for m in one.followups if m["id"] != one.original]
        one.original = "deleted"
        return {}

    def _follow_up(self, token: str, body: Json, files: list[str], **_: object) -> Json:
        one = self._interaction(token)
        if one.original is None:
            return self._edit_original(token, body, files)
        message = self._stored(one.channel, body, files)
        one.followups.append(message)
        return message
