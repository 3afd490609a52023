// libyaml as the system has it (Debian: libyaml-dev; Homebrew: libyaml).
#include <yaml.h>
