"""How the log is written: one JSON line an event, or readable lines where DEBUG is on."""

import structlog

BEFORE = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging_settings(*, level, readable):
    """The LOGGING setting: to standard output, everything through one formatter."""
    render = structlog.dev.ConsoleRenderer() if readable else structlog.processors.JSONRenderer()
    processors = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.format_exc_info,
        render,
    ]
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": processors if not readable else [processors[0], render],
        "foreign_pre_chain": BEFORE,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": formatter},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stdout",
                "formatter": "lines",
            }
        },
        "root": {"handlers": ["console"], "level": level},
    }
