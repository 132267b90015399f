"""`python -m tests.benchmarks.api --size fair`: every public list under 50 clients, beside the bare view.

Ends with an error where a limit is broken (limits.py).
"""

import argparse
import json

from tests.benchmarks.api.load import EACH, fetch, load
from tests.benchmarks.limits import LISTS, Broken
from tests.benchmarks.stage import fair

ROW = "{:<28}{:>10.1f}{:>10.1f}{:>10.0f}{:>10.1f}{:>10.1f}{:>10.0f}{:>9.1f}{:>9.1f}"
HEAD = f"{'':28}{'platform, ms':>20}{'':10}{'bare view, ms':>20}{'':10}{'ratio':>18}"
COLUMNS = f"{'list':28}{'p50':>10}{'p95':>10}{'/s':>10}{'p50':>10}{'p95':>10}{'/s':>10}{'p50':>9}{'p95':>9}"


def main() -> None:
    """Measure and print, list after list."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.api", description=__doc__)
    parser.add_argument("--size", default="fair", choices=["small", "fair", "ten-fairs"])
    parser.add_argument("--each", type=int, default=EACH, help="requests of one client")
    options = parser.parse_args()
    size = options.size
    with fair(size):
        from tests.benchmarks.api.servers import servers

        print(f"{size}\n{HEAD}\n{COLUMNS}")
        broken = Broken()
        with servers() as both:
            for path in lists(both.platform):
                p50 = load_both(path, both, options.each)
                broken.check(f"{size}, {path}", p50, LISTS.get(size), "ms")
    broken.exit()


def lists(port: int) -> list[str]:
    """Return the addresses of the lists that everybody may read, as the schema tells them."""
    schema = json.loads(fetch(port, "/api/v1/schema/?format=json"))
    paths = [path for path, item in schema["paths"].items() if "{" not in path and _is_public_list(item)]
    return [path for path in paths if "schema" not in path]


def _is_public_list(item: dict) -> bool:
    read = item.get("get", {})
    shape = json.dumps(read.get("responses", {}).get("200", {}))
    return {} in read.get("security", [{}]) and "Paginated" in shape


def load_both(path, both, each) -> float:
    """Load the platform with a list, then its peer with the same bytes; print both, and return our p50."""
    both.same_bytes.write_bytes(fetch(both.platform, path))
    ours, bare = load(both.platform, path, each), load(both.bare, path, each)
    figures = (ours.p50, ours.p95, ours.per_second, bare.p50, bare.p95, bare.per_second)
    print(
        ROW.format(path.removeprefix("/api/v1"), *figures, ours.p50 / bare.p50, ours.p95 / bare.p95),
        flush=True,
    )
    return ours.p50


if __name__ == "__main__":
    main()
