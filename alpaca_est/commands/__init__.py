"""The commands of the command line, by what they are for; heavy imports wait until one of them is called."""
