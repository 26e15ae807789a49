# A setting that is too long, in config.yaml.

config-too-long = { $key }: is longer than { $most } characters
