"""Reports on paper: laid out, previewed, printed, saved as PDF; always in light colours."""

from ipsdesk.ui.printing.document import document_of
from ipsdesk.ui.printing.pages import Footing, Pages, save_pdf
from ipsdesk.ui.printing.preview import PrintPreview, print_blocks

__all__ = ["Footing", "Pages", "PrintPreview", "document_of", "print_blocks", "save_pdf"]
