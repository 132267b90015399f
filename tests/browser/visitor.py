"""A visitor of the story at a real browser."""

from playwright.sync_api import Page


class BrowserVisitor:
    """Goes by what is written on the pages, as expo.desk.stage.Visitor says."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self._address = address.rstrip("/")

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self._address)

    def visit(self, path: str) -> None:
        self.page.goto(self._address + path)

    def follow(self, text: str) -> None:
        link = self.page.get_by_role("link").filter(has_text=text).first
        with self.page.expect_navigation():
            link.click()

    def fill(self, **fields: str | list[str]) -> None:
        for name, value in fields.items():
            field = self.page.locator(f'form [name="{name}"]')
            if isinstance(value, list):
                for each in value:
                    self.page.locator(f'form [name="{name}"][value="{each}"]').check()
            elif field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def choose_first(self, name: str) -> None:
        self.page.locator(f'input[type="radio"][name="{name}"]').first.check()

    def press(self, text: str) -> None:
        button = self.page.locator("form").get_by_role("button").filter(has_text=text).first
        with self.page.expect_navigation():
            button.click()

    def sees(self, text: str) -> bool:
        return text in self.page.locator("body").inner_text()
