Attribute VB_Name = "XlSop"
Option Explicit
' The add-in's macros and ribbon callbacks. No rule lives here: every button runs one function of the Python
' package xl_sop.

Public Sub NewSop()
    ' xlwings starts Python for the active workbook; where none is open, an empty one stands in.
    If ActiveWorkbook Is Nothing Then Workbooks.Add
    CallPython "import xl_sop.addin; xl_sop.addin.new_sop()"
End Sub

Public Sub AddPerformer()
    CallPython "import xl_sop.addin; xl_sop.addin.add_performer()"
End Sub

Public Sub RenumberSteps()
    CallPython "import xl_sop.addin; xl_sop.addin.renumber()"
End Sub

Public Sub ValidateSop()
    CallPython "import xl_sop.addin; xl_sop.addin.validate()"
End Sub

Public Sub NextFinding()
    CallPython "import xl_sop.addin; xl_sop.addin.next_finding()"
End Sub

Public Sub CountMinutes()
    CallPython "import xl_sop.addin; xl_sop.addin.totals()"
End Sub

Public Sub FillIdentification()
    CallPython "import xl_sop.addin; xl_sop.addin.identification()"
End Sub

Public Sub ExportJson()
    CallPython "import xl_sop.addin; xl_sop.addin.export_json()"
End Sub

Public Sub ClearMarks()
    CallPython "import xl_sop.addin; xl_sop.addin.clear_marks()"
End Sub

Public Sub ShowHelp()
    CallPython "import xl_sop.addin; xl_sop.addin.help()"
End Sub

Public Sub OnNewSop(control As IRibbonControl)
    NewSop
End Sub

Public Sub OnAddPerformer(control As IRibbonControl)
    AddPerformer
End Sub

Public Sub OnRenumberSteps(control As IRibbonControl)
    RenumberSteps
End Sub

Public Sub OnValidateSop(control As IRibbonControl)
    ValidateSop
End Sub

Public Sub OnNextFinding(control As IRibbonControl)
    NextFinding
End Sub

Public Sub OnCountMinutes(control As IRibbonControl)
    CountMinutes
End Sub

Public Sub OnFillIdentification(control As IRibbonControl)
    FillIdentification
End Sub

Public Sub OnExportJson(control As IRibbonControl)
    ExportJson
End Sub

Public Sub OnClearMarks(control As IRibbonControl)
    ClearMarks
End Sub

Public Sub OnShowHelp(control As IRibbonControl)
    ShowHelp
End Sub

Private Sub CallPython(pythonCommand As String)
    If ActiveWorkbook Is Nothing Then
        MsgBox "Buka dahulu buku kerja SOP, lalu tekan tombol ini lagi.", vbInformation, "SOP"
        Exit Sub
    End If
    On Error GoTo Failed
    RunPython pythonCommand
    Exit Sub
Failed:
    MsgBox "Python tidak dapat dijalankan. Tutup Excel, jalankan perintah ""xl-sop doctor"", lalu ikuti sarannya." _
        & vbCrLf & vbCrLf & Err.Description, vbExclamation, "SOP"
End Sub
