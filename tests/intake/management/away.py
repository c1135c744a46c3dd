"""Mail servers that do not do what they are asked."""

from django.core.mail.backends.locmem import EmailBackend


class AwayBackend(EmailBackend):
    def send_messages(self, messages) -> int:
        raise ConnectionRefusedError("wren@example.com is nobody we talk to")


class PickyBackend(EmailBackend):
    def send_messages(self, messages) -> int:
        if any("refused" in address for message in messages for address in message.to):
            raise ConnectionRefusedError("not this one")
        return super().send_messages(messages)
