"""Discord: rendering with Components V2, posting as the bot, commands and buttons over the gateway."""
