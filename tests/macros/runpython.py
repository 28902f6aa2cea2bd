"""The command lines that xlwings' RunPython builds, and what reaches Python of them.

Written after `ExecuteWindows` and `ExecuteMac` of xlwings_custom_addin.bas and xlwings-0.37.8.applescript,
with our replacements. On Windows this is the road only while "Use UDF Server" is off; a rehearsal elsewhere
takes the arguments and runs them with an interpreter at hand.
"""

from __future__ import annotations

from dataclasses import dataclass

# Lines of VBA that `windows_line` stands for; a test looks them up in the module of the add-in.
WINDOWS_SOURCE = (
    'PYTHONPATH = "false"',
    'RunCommand = CondaCmd & PythonInterpreter & " -B -P -c ""import xlwings.utils;',
    'xlwings.utils.prepare_sys_path(\\""" & PYTHONPATH & "\\""); " & PythonCommand & """ "',
    '" --wb=" & """" & ActiveWorkbook.Name & """ --from_xl=1" & " --app=" & Chr(34) & _',
    'Application.Path & "\\" & Application.Name & Chr(34)',
    '& " --hwnd=" & Chr(34) & Application.Hwnd & Chr(34) & _',
    '" 2> """ & LOG_FILE & """ ", _',
)


@dataclass(frozen=True)
class Call:
    """What the line is made of: Python, statement, the active workbook's name, Excel's own values."""

    interpreter: str
    command: str
    workbook: str
    application: str = r"C:\Program Files\Microsoft Office\root\Office16\Microsoft Excel"
    window: int = 1312846
    log: str = r"C:\Users\pengguna\AppData\Local\Temp\xlwings.log"


def windows_line(call: Call) -> str:
    """What follows ``cmd.exe /C``, without the change to the interpreter's folder before it."""
    return (
        f'"{call.interpreter}" -B -P -c "import xlwings.utils;xlwings.utils.prepare_sys_path(\\"false\\"); '
        f'{call.command}"  --wb="{call.workbook}" --from_xl=1 --app="{call.application}"'
        f' --hwnd="{call.window}" 2> "{call.log}" '
    )


def windows_arguments(line: str) -> list[list[str]]:
    """The programs that cmd.exe would start for a line, each as its list of arguments.

    cmd.exe knows no backslash: a quote toggles, and outside quotes ``^`` escapes, ``&`` and ``|`` end a
    command, ``>`` redirects (the file number before it and the name after it are left out here).
    """
    commands, current, quoted, at = [], "", False, 0
    while at < len(line):
        sign = line[at]
        if sign == '"':
            quoted = not quoted
        elif not quoted and sign == "^":
            at += 1
            sign = line[at : at + 1]
        elif not quoted and sign in "&|":
            commands.append(current)
            current, sign = "", ""
        elif not quoted and sign == ">":
            current = current.removesuffix("2")
            rest = line[at + 1 :].lstrip()
            name = rest[: rest.index('"', 1) + 1] if rest.startswith('"') else rest.split(" ", 1)[0]
            at += len(line[at:]) - len(rest) + len(name)
            continue
        current += sign
        at += 1
    return [_split(command) for command in [*commands, current] if command.strip()]


def _split(line: str) -> list[str]:
    """Arguments as a program's C run time splits them: a backslash counts before a quote only."""
    arguments, current, quoted, started, at = [], "", False, False, 0
    while at < len(line):
        sign = line[at]
        slashes = len(line) - at - len(line[at:].lstrip("\\"))
        if slashes and line[at + slashes : at + slashes + 1] == '"':
            current += "\\" * (slashes // 2) + ('"' if slashes % 2 else "")
            at += slashes + slashes % 2
            started = True
            continue
        if sign == '"':
            quoted, started = not quoted, True
        elif sign in " \t" and not quoted:
            if started:
                arguments.append(current)
            current, started = "", False
        else:
            current, started = current + sign, True
        at += 1
    return [*arguments, current] if started else arguments


def mac_line(call: Call) -> str:
    """What AppleScript gives to the shell; our add-in escapes the workbook's name for it."""
    name = call.workbook
    for sign in '\\$`"':
        name = name.replace(sign, f"\\{sign}")
    parameters = "|".join(["false;", call.interpreter, call.command, name, call.application, call.log])
    path, interpreter, command, workbook, application, log = parameters.split("|")
    return (
        f"{interpreter} -B -u -W ignore -c \"import xlwings.utils;xlwings.utils.prepare_sys_path('{path}');"
        f'{command} " "--wb={workbook}" "--from_xl=1" "--app={application}" > /dev/null 2>"{log}" & '
    )


def mac_foreground(line: str) -> str:
    """The same shell command, waited for and with its output kept."""
    return line.replace("> /dev/null", "").removesuffix("& ")
