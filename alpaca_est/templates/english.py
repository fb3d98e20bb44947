"""English templates. The instruction stands before the input always: it says “the following text” and the like."""

from alpaca_est.templates.template import Template, Templates

TEMPLATES = Templates(
    without_input=(
        Template("plain", 0.20, "{instruction}"),
        Template("headings", 0.10, "### Task:\n{instruction}\n\n### Answer:"),
        Template("labels", 0.10, "Instruction: {instruction}\n\nAnswer:"),
        Template("task", 0.05, "Task: {instruction}"),
        Template("answer", 0.05, "{instruction}\n\nAnswer:"),
        Template("complete", 0.05, "Please complete the following task.\n\n{instruction}"),
        Template(
            "below", 0.05, "You are given a task. Write an answer that completes it.\n\nTask: {instruction}\n\nAnswer:"
        ),
        Template("help", 0.05, "Could you help me with this task?\n\n{instruction}"),
        Template("dialogue", 0.05, "User: {instruction}\n\nAssistant:"),
        Template("read", 0.05, "Read the instruction and do as it says.\n\nInstruction: {instruction}"),
        Template("reply", 0.05, "Reply to the following request as well as you can.\n\n{instruction}"),
        Template("markdown", 0.05, "# Task\n\n{instruction}\n\n# Solution"),
        Template("yours", 0.05, "Your task is as follows.\n\n{instruction}"),
        Template("follow", 0.05, "Follow this instruction: {instruction}"),
        Template("given", 0.05, "Here is a task for you:\n\n{instruction}\n\nYour answer:"),
    ),
    with_input=(
        Template("plain", 0.20, "{instruction}\n\n{input}"),
        Template("headings", 0.10, "### Task:\n{instruction}\n\n### Input:\n{input}\n\n### Answer:"),
        Template("labels", 0.10, "Instruction: {instruction}\n\nInput:\n{input}\n\nAnswer:"),
        Template("task", 0.05, "Task: {instruction}\n\nInput:\n{input}"),
        Template("answer", 0.05, "{instruction}\n\nInput:\n{input}\n\nAnswer:"),
        Template(
            "complete",
            0.05,
            "Please complete the following task, using the input.\n\nTask: {instruction}\n\nInput:\n{input}",
        ),
        Template(
            "below",
            0.05,
            "You are given a task and an input that belongs to it. Write an answer that completes the task.\n\n"
            "Task: {instruction}\n\nInput:\n{input}\n\nAnswer:",
        ),
        Template("help", 0.05, "Could you help me with this task?\n\n{instruction}\n\nHere is the input:\n{input}"),
        Template("dialogue", 0.05, "User: {instruction}\n\n{input}\n\nAssistant:"),
        Template(
            "read",
            0.05,
            "Read the instruction and the input, then do as the instruction says.\n\n"
            "Instruction: {instruction}\n\nInput:\n{input}",
        ),
        Template(
            "reply",
            0.05,
            "Reply to the following request as well as you can. Take the input into account.\n\n"
            "{instruction}\n\nInput:\n{input}",
        ),
        Template("markdown", 0.05, "# Task\n\n{instruction}\n\n# Input\n\n{input}\n\n# Solution"),
        Template(
            "yours", 0.05, "Your task is as follows.\n\n{instruction}\n\nThe task is about this input:\n\n{input}"
        ),
        Template("follow", 0.05, "Follow this instruction: {instruction}\n\nIt applies to what comes next.\n\n{input}"),
        Template("given", 0.05, "{instruction}\n\n---\n\n{input}\n\n---\n\nYour answer:"),
    ),
)
