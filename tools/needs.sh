# Sourced by run.sh and test.sh: names what is missing and how to get it.
need_dotnet() {
  if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
    echo "The .NET SDK 10 is missing. Install it from your distribution (dotnet-sdk-10.0) or https://dotnet.microsoft.com/download" >&2
    exit 1
  fi
}
need_node() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null || [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
    echo "Node.js 20 or later (with npm) is missing. Install it from your distribution (nodejs, npm) or https://nodejs.org" >&2
    exit 1
  fi
}
