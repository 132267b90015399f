"""PostgreSQL and Redis as children of our own processes, so that a checkout runs with nothing installed.

The same engines as in production, reached through Unix sockets that nobody else can open. They end with the
process that started them, however it ends. For Linux.
"""

from expo.embedded.errors import EnginesError
from expo.embedded.running import Addresses, engines
from expo.embedded.state import state_dir

__all__ = ["Addresses", "EnginesError", "engines", "state_dir"]
