import Bookshop
import CommandLineTool
import ControlPlaneAPI

// `bookctl`: the command line of the library. It knows its kinds without asking the server.
await APICommandLine(name: "bookctl", registrations: ControlPlaneAPIRegistrations.all + Bookshop.registrations).main()
