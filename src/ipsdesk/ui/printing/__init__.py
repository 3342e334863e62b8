"""Reports on paper: laid out, previewed, printed, saved as PDF; always in light colours."""

from ipsdesk.ui.printing.document import document_of
from ipsdesk.ui.printing.pages import Footing, Pages, save_pdf, write_file
from ipsdesk.ui.printing.preview import PrintPreview, print_blocks
from ipsdesk.ui.printing.sending import Noting

__all__ = [
    "Footing",
    "Noting",
    "Pages",
    "PrintPreview",
    "document_of",
    "print_blocks",
    "save_pdf",
    "write_file",
]
