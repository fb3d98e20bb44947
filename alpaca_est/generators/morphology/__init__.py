"""Tasks on the forms of Estonian words, with answers by Vabamorf."""
